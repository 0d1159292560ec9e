"""Jobs: admitted, queued, made in a process of their own, published, told to who asked. Knows no music."""
