def deeltaken_parts(codes, leerwegen):
    return []
def werkprocessen_parts(crebos):
    return []
