// The floor: what it costs to start Node at all.
