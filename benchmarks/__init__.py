"""The promises about speed, each measured against its yardstick of the same run; see README.md here."""
