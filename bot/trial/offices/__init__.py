"""The sample offices beside the first one: one for each further SOP, with people made up for it."""
