"""The engine: what an aksi brings about in a berkas."""
