"""The command table: each name, the file that holds it, and its help. A file is imported only when its command runs."""

from __future__ import annotations

COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("init", "Make the data file of a scheme."),
    "demo": ("demo", "Make a sample corps, to look around in."),
    "status": ("status", "The state of the corps: mentors, young people, matches, what is due."),
    "agenda": ("agenda", "What is due, worst consequence first, with the command that deals with it."),
    "check": ("check", "Every rule over the whole file: what is in breach or due."),
    "search": ("search", "Find a text in names, remarks, events and money."),
    "mentor": ("mentor", "Mentors: add, check, train, pause, leave."),
    "youth": ("youth", "Young people: refer, consent, close."),
    "enquiry": ("enquiry", "Enquiries beforehand, and their answers."),
    "visitation": ("visitation", "Visitations: the meeting before a match, and its decision."),
    "match": ("match", "Matches: propose, accept, start, pause, end, reopen."),
    "meeting": ("meeting", "Meetings of a match."),
    "followup": ("followup", "Follow-up: talks with mentor and young person, what is due, contact rate."),
    "goal": ("goal", "Goals of a young person: set, score, revise, close."),
    "grant": ("grant", "Grants: hours that somebody pays for, renewals, what is used and left."),
    "note": ("note", "Follow-up notes: draft, issue, print."),
    "concern": ("concern", "Notifications of concern, and their receipts."),
    "event": ("event", "Courses, network meetings, theme days, board meetings."),
    "money": ("money", "Money in and out."),
    "hours": ("hours", "The coordinator's own hours."),
    "document": ("document", "Letters and forms: agreement, consent, notes, certificates, what is on file."),
    "template": ("template", "Templates and house style of documents: see, copy to change, check."),
    "report": ("report", "The annual report, and the records behind each figure."),
    "import": ("importing", "Take in workbooks and CSV files as they are."),
    "export": ("export", "Write everything as CSV or a workbook; a template to fill in."),
    "scheme": ("scheme", "The scheme's rules and numbers."),
}
