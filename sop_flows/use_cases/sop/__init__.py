"""SOP files of an office: sent, checked, activated."""
