"""How an SOP is drawn: pure geometry, from the file of a procedure to lines, symbols and words on pages."""
