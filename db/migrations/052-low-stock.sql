-- Where an item has a buffer: what Home looks through for what is to be bought. Stock that moves does not touch it.
create index inventory_levels_buffered on inventory_levels (merchant_id, location_id, item_id) where safety_stock > 0;
