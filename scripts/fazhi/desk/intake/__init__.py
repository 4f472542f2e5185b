"""Take in what was mailed or saved from the web: reading, restore, clean, then flags, propose, report and draft.

Every step maps a text to a text through a list of edits (``edits``), so that nothing is lost that the report does not
name: the clean text and the edits together give the source back.
"""
