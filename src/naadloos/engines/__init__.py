"""Pure Python: no Django, no I/O besides own data files. Each engine is used through its __init__."""
