"""The lampiran of a Perjanjian Kinerja and a Rencana Aksi, as offices write them."""
