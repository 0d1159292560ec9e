-- name: make_user
-- Make a user with the next free number, or find the one with the number given.
INSERT INTO users (number) VALUES (coalesce(%(number)s, nextval(pg_get_serial_sequence('users', 'number'))))
ON CONFLICT (number) DO NOTHING
RETURNING number;

-- name: make_token
-- Keep a new token of a user.
INSERT INTO tokens (user_number, digest, expires_at)
VALUES (%(user_number)s, %(digest)s, %(expires_at)s)
RETURNING id;

-- name: find_token
-- Find whose token it is, and whether its time is over.
SELECT id, user_number, coalesce(expires_at <= now(), false) AS expired
FROM tokens
WHERE digest = %(digest)s;

-- name: list_tokens
-- List the tokens of one user, or of all.
SELECT id, user_number, created_at, expires_at
FROM tokens
WHERE %(user_number)s::bigint IS NULL OR user_number = %(user_number)s
ORDER BY user_number, id;

-- name: revoke_token
-- Forget a token by its id or its digest.
DELETE FROM tokens WHERE id = %(id)s OR digest = %(digest)s RETURNING id;
