"""Steps for many tickets at once: giving to units and reminding, never anything that ends one."""
