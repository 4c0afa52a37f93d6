-- Where who asked for a file might act when its rows were chosen: kinds with the names they were narrowed to. Who was narrowed since is
-- not given the file any more.
alter table exports add column scope jsonb not null default '{}';

-- Whose whole contact was counted as disclosed for the file: should it be begun anew, they are not counted again.
alter table export_rows add column is_disclosed boolean not null default false;
