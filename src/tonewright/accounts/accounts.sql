-- name: put_account
-- Make an account, or update the one of that id.
INSERT INTO accounts (user_number, user_id, max_jobs, request_params)
VALUES (%(user_number)s, %(user_id)s, %(max_jobs)s, %(request_params)s)
ON CONFLICT (user_number, user_id) DO UPDATE
SET max_jobs = excluded.max_jobs, request_params = excluded.request_params, updated_at = now()
RETURNING *;

-- name: lock_account
-- Find one account of a user and keep others from changing it.
SELECT * FROM accounts WHERE user_number = %(user_number)s AND user_id = %(user_id)s FOR UPDATE;

-- name: get_account
-- Find one account of a user.
SELECT * FROM accounts WHERE user_number = %(user_number)s AND user_id = %(user_id)s;

-- name: list_accounts
-- List the accounts of a user, oldest first.
SELECT * FROM accounts WHERE user_number = %(user_number)s ORDER BY created_at, user_id;

-- name: lock_accounts
-- Find accounts of a user, all or those named, and keep others from admitting jobs to them meanwhile.
SELECT * FROM accounts
WHERE user_number = %(user_number)s AND (%(user_ids)s::text[] IS NULL OR user_id = ANY(%(user_ids)s))
ORDER BY user_id
FOR UPDATE;

-- name: delete_account
-- Forget an account.
DELETE FROM accounts WHERE user_number = %(user_number)s AND user_id = %(user_id)s;
