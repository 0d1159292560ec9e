"""Style packs as data: one TOML file is one style. Every room reads its own tables of a pack through `packs`."""
