"""Papers of a berkas, in the form of naskah dinas: which there are, when, and what stands on each."""
