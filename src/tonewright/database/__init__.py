"""PostgreSQL: embedded or given, one pool, numbered migrations, queries kept in `.sql` files."""
