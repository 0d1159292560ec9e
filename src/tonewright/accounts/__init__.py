"""Users, their tokens, and the accounts that give them capacity."""
