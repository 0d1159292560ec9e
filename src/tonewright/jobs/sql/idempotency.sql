-- name: claim
-- Claim a key that is new, or whose time is over.
INSERT INTO idempotent_requests (user_number, key, fingerprint, expires_at)
VALUES (%(user_number)s, %(key)s, %(fingerprint)s, now() + make_interval(secs => %(lease_s)s))
ON CONFLICT (user_number, key) DO UPDATE
SET fingerprint = excluded.fingerprint, expires_at = excluded.expires_at, status = NULL, body = NULL
WHERE idempotent_requests.expires_at <= now()
RETURNING key;

-- name: find_claim
-- Find what is known of a key.
SELECT fingerprint, status, body
FROM idempotent_requests
WHERE user_number = %(user_number)s AND key = %(key)s AND expires_at > now();

-- name: finish
-- Keep the answer.
UPDATE idempotent_requests
SET status = %(status)s, body = %(body)s, expires_at = now() + make_interval(secs => %(kept_s)s)
WHERE user_number = %(user_number)s AND key = %(key)s AND fingerprint = %(fingerprint)s AND status IS NULL;

-- name: abandon
-- Free a key whose request came to nothing.
DELETE FROM idempotent_requests
WHERE user_number = %(user_number)s AND key = %(key)s AND fingerprint = %(fingerprint)s AND status IS NULL;

-- name: sweep
-- Delete the keys whose time is over.
DELETE FROM idempotent_requests WHERE expires_at <= now();
