-- name: announce_blob
-- Note that a file is about to be stored under a key.
INSERT INTO blobs (key, sha256, size) VALUES (%(key)s, %(sha256)s, %(size)s);

-- name: lock_stored
-- Find the stored file of those bytes and keep it from being deleted meanwhile.
SELECT key FROM blobs WHERE sha256 = %(sha256)s AND stored_at IS NOT NULL FOR UPDATE;

-- name: lock_bytes
-- Have all who store or delete these bytes take turns.
SELECT pg_advisory_xact_lock(hashtextextended(%(sha256)s, 0));

-- name: mark_stored
-- Note that the file lies under its key.
UPDATE blobs SET stored_at = now() WHERE key = %(key)s;

-- name: insert_upload
-- Keep a new upload.
INSERT INTO uploads (item, user_number, user_id, kind, name, media_type, key)
VALUES (%(item)s, %(user_number)s, %(user_id)s, %(kind)s, %(name)s, %(media_type)s, %(key)s);

-- name: get_upload
-- Find an upload of a user.
SELECT upload.*, blob.sha256, blob.size
FROM uploads AS upload
JOIN blobs AS blob USING (key)
WHERE item = %(item)s AND user_number = %(user_number)s;

-- name: find_upload
-- Find an upload, whoever's it is.
SELECT upload.*, blob.sha256, blob.size
FROM uploads AS upload
JOIN blobs AS blob USING (key)
WHERE item = %(item)s;

-- name: count_uploads
-- Count the uploads of a user and a kind.
SELECT count(*) AS uploads FROM uploads WHERE user_number = %(user_number)s AND kind = %(kind)s;

-- name: list_uploads
-- List a user's uploads of a kind, newest first, after the one that the cursor names.
SELECT upload.*, blob.sha256, blob.size
FROM uploads AS upload
JOIN blobs AS blob USING (key)
WHERE user_number = %(user_number)s
  AND kind = %(kind)s
  AND (%(user_id)s::text IS NULL OR user_id = %(user_id)s)
  AND (%(after)s::text IS NULL OR (upload.created_at, item) < (%(created_at)s::timestamptz, %(after)s))
ORDER BY upload.created_at DESC, item DESC
LIMIT %(limit)s;

-- name: delete_upload
-- Forget an upload of a user.
DELETE FROM uploads WHERE item = %(item)s AND user_number = %(user_number)s RETURNING key;

-- name: delete_unused
-- Forget the file of a key unless an upload still holds it.
DELETE FROM blobs
WHERE key = %(key)s AND NOT EXISTS (SELECT 1 FROM uploads WHERE uploads.key = blobs.key)
RETURNING key;

-- name: list_unused
-- List files that never arrived, and those whose last upload went with its user.
SELECT key, sha256 FROM blobs
WHERE created_at < now() - make_interval(secs => %(age_s)s)
  AND NOT EXISTS (SELECT 1 FROM uploads WHERE uploads.key = blobs.key);
