"""The sample offices: one for each SOP, with people made up for it."""
