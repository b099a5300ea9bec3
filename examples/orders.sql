-- The database of the example programs, in every language the same. It may be run again and again:
-- what is there stays.
CREATE TABLE IF NOT EXISTS articles (
  code TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  cents INTEGER NOT NULL  -- of one piece
);
CREATE TABLE IF NOT EXISTS orders (
  number INTEGER PRIMARY KEY,
  customer TEXT NOT NULL,
  article TEXT NOT NULL REFERENCES articles (code),
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 9999),
  delivery TEXT NOT NULL,  -- 2027-01-31
  entered_by TEXT NOT NULL
);

INSERT OR IGNORE INTO articles (code, name, cents) VALUES
  ('BOLT10', 'BOLT 10 MM', 12),
  ('BOLT20', 'BOLT 20 MM', 19),
  ('CABLE5', 'CABLE 5 M', 895),
  ('HAMMER', 'HAMMER 500 G', 1490),
  ('LADDER', 'LADDER 3 M', 8900),
  ('NAIL80', 'NAIL 80 MM', 4),
  ('PAINTW', 'PAINT WHITE 10 L', 3995),
  ('SAWFOX', 'HAND SAW', 2250);

-- Forty orders to look at, if there are none.
INSERT INTO orders (number, customer, article, quantity, delivery, entered_by)
  WITH RECURSIVE counted (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM counted WHERE n < 39)
  SELECT 1001 + n,
         'C' || substr('000' || (n * 7 % 30 + 1), -4),
         substr('BOLT10BOLT20CABLE5HAMMERLADDERNAIL80PAINTWSAWFOX', n * 3 % 8 * 6 + 1, 6),
         n * 37 % 250 + 1,
         date('2027-01-04', '+' || (n * 2) || ' days'),
         CASE n % 2 WHEN 0 THEN 'ANN' ELSE 'BOB' END
  FROM counted
  WHERE NOT EXISTS (SELECT 1 FROM orders);
