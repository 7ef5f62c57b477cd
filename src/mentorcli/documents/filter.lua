-- What pandoc is told besides the Markdown: widths of table columns, charts with their text, and no typst markup in texts.

local LEAST, MOST = 8, 34 -- signs that a column counts for
local LONG = 24 -- signs of a word that a column makes room for
local SHORT = 12 -- rows of a table that is kept on one page

-- A text must stand as it was written: typst would make a dash of --, an ellipsis of ..., a minus of -1, and at the
-- beginning of a cell or a line a heading of =, a list of + - 1. and a term of /; pandoc does not see to all of that.
function Str(one)
  local text = one.text
  if FORMAT ~= "typst" or not (text:find("[-+=/]") or text:find("..", 1, true) or text:find("^%d+%.$")) then return nil end
  local parts = pandoc.List()
  for plain, sign in (text .. "\0"):gmatch("([^-+=/.\0]*)([-+=/.\0])") do
    if plain ~= "" then parts:insert(pandoc.Str(plain)) end
    if sign ~= "\0" then parts:insert(pandoc.RawInline("typst", "\\" .. sign)) end
  end
  return parts
end

function Image(one)
  if FORMAT == "typst" and one.src:match("^figure%-%d+%.svg$") then
    return pandoc.RawInline("typst", '#picture("' .. one.src .. '")')
  end
end

-- The longest text of each column decides how wide it is, within bounds; so a table is as wide as the page.
function Table(one)
  local sizes, count = {}, 0
  local function measure(rows)
    for _, row in ipairs(rows) do
      count = count + 1
      for at, cell in ipairs(row.cells) do
        local text = pandoc.utils.stringify(cell.contents)
        local _, dots = text:gsub("…", "…")
        local size = math.min((utf8.len(text) or 0) + dots, MOST) -- a line to write on is wide
        for word in text:gmatch("%S+") do size = math.max(size, math.min((utf8.len(word) or 0) + 3, LONG)) end
        sizes[at] = math.max(sizes[at] or LEAST, size)
      end
    end
  end
  measure(one.head.rows)
  for _, body in ipairs(one.bodies) do measure(body.body) end
  local sum = 0
  for _, size in ipairs(sizes) do sum = sum + size end
  for at, spec in ipairs(one.colspecs) do
    one.colspecs[at] = { spec[1] == "AlignDefault" and "AlignLeft" or spec[1], (sizes[at] or LEAST) / sum }
  end
  if FORMAT ~= "typst" or count > SHORT then return one end
  return { pandoc.RawBlock("typst", "#block(breakable: false)["), one, pandoc.RawBlock("typst", "]") }
end
