"""The naskah: what is checked, signed or sent, frozen with the code by which it is known."""
