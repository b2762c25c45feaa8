"""How to cite: from an id to one item of CSL-JSON, and from that to each style."""
