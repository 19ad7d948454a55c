-- The trigger refuses as before, and costs half: where one may abort, SQLite keeps a copy of
-- each page that a statement changes. This one fails before anything is changed.

DROP TRIGGER received_is_never_replaced;

CREATE TRIGGER received_is_never_replaced
BEFORE INSERT ON received
WHEN NEW.seq > 0 AND EXISTS (SELECT 1 FROM received WHERE seq = NEW.seq)
  OR EXISTS (SELECT 1 FROM received WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM received WHERE call = NEW.call AND key = NEW.key)
BEGIN
    SELECT RAISE(FAIL, 'a received document is never replaced');
END;
