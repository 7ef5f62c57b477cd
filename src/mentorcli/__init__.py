"""mentorcli: keeps a mentor scheme for young people."""

__version__ = "0.1.0"
