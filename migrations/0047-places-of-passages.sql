-- Where a passage's lines are on the pages of its document: page, and left, top, width and height as shares of the page.
alter table chunks add column places jsonb;
