"""How an uploaded file is kept from harming us."""
