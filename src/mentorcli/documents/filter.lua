-- What pandoc is told besides the Markdown: widths of table columns, charts with their text, and no typst markup in texts.

local LEAST, MOST = 6, 34 -- signs that a column counts for
local LONG = 24 -- signs of a word that a column makes room for
local LINE = FORMAT == "typst" and 80 or 64 -- signs of a line of the page, the space between columns reckoned with
local BOLD = 1.2 -- how much wider the signs of a heading are
local CELL = 16 -- signs of a cell that stands on one line
local SHORT = 13 -- lines of a table that is kept on one page; what is kept whole and is higher than a page would be cut off
local ROW = 12 -- lines of a row that is kept on one page
local SIGNED, SAID = 16, 1500 -- blocks and signs of a last part that is kept on one page: who signs, and where

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

-- A column is as wide as its longest word. What is left of the line goes first to cells of few signs, so that a date or
-- an amount stands on one line, and then to those with more text, as they need it: a table is as wide as the page, and
-- no word is broken that could stand whole.
local function shares(words, cells, texts)
  local wide, left = { table.unpack(words) }, LINE
  for _, word in ipairs(words) do left = left - word end
  for _, wished in ipairs({ cells, texts }) do
    local wish = 0
    for at, size in ipairs(wished) do wish = wish + math.max(size - wide[at], 0) end
    local part = wish > 0 and math.min(math.max(left, 0) / wish, wished == texts and math.huge or 1) or 0
    for at, size in ipairs(wished) do
      local more = part * math.max(size - wide[at], 0)
      wide[at], left = wide[at] + more, left - more
    end
  end
  local sum = 0
  for at, width in ipairs(wide) do
    wide[at] = width + math.max(left, 0) / #wide
    sum = sum + wide[at]
  end
  for at, width in ipairs(wide) do wide[at] = width / sum end
  return wide
end

-- How many lines a table has, and the highest of its rows, reckoned on the safe side.
local function lines(sizes, wide)
  local sum, highest = 0, 0
  for _, row in ipairs(sizes) do
    local most = 1
    for at, size in ipairs(row) do most = math.max(most, math.ceil(size / (wide[at] * LINE) * 1.3)) end
    sum, highest = sum + most, math.max(highest, most)
  end
  return sum, highest
end

function Table(one)
  local words, cells, texts, sizes = {}, {}, {}, {}
  local function measure(rows, wider)
    for _, row in ipairs(rows) do
      sizes[#sizes + 1] = {}
      for at, cell in ipairs(row.cells) do
        local text = pandoc.utils.stringify(cell.contents)
        local _, dots = text:gsub("…", "…")
        local size = utf8.len(text) or 0
        sizes[#sizes][at] = size
        words[at], cells[at] = words[at] or LEAST, cells[at] or LEAST
        for word in text:gmatch("%S+") do words[at] = math.max(words[at], math.min((utf8.len(word) or 0) * wider + 3, LONG)) end
        if wider == 1 and size <= CELL then cells[at] = math.max(cells[at], size + 3) end
        texts[at] = math.max(texts[at] or 0, words[at], cells[at], math.min(size + dots, MOST)) -- a line to write on is wide
      end
    end
  end
  measure(one.head.rows, BOLD)
  for _, body in ipairs(one.bodies) do measure(body.body, 1) end
  local wide = shares(words, cells, texts)
  for at, spec in ipairs(one.colspecs) do
    one.colspecs[at] = { spec[1] == "AlignDefault" and "AlignLeft" or spec[1], wide[at] or 1 / #one.colspecs }
  end
  if FORMAT ~= "typst" then return one end
  local high, highest = lines(sizes, wide)
  if highest > ROW then return one end
  local kept = high > SHORT and "#[#set table.cell(breakable: false)" or "#block(breakable: false)["
  return { pandoc.RawBlock("typst", kept), one, pandoc.RawBlock("typst", "]") }
end

-- A paragraph that leads up to a table, or with a colon to a list, stays on its page.
local function leads(one, following)
  if one.t ~= "Para" or not following then return false end
  local list = following.t == "BulletList" and pandoc.utils.stringify(one):match(":$")
  return list or following.t == "Table" or (following.t == "RawBlock" and (following.text:match("^#block%(") or following.text:match("^#%[")))
end

function Blocks(blocks)
  if FORMAT ~= "typst" then return nil end
  local found = pandoc.List()
  for at, one in ipairs(blocks) do
    local kept = leads(one, blocks[at + 1])
    if kept then found:insert(pandoc.RawBlock("typst", "#block(sticky: true, above: 0.86em, below: 1.05em)[")) end
    found:insert(one)
    if kept then found:insert(pandoc.RawBlock("typst", "]")) end
  end
  return found
end

-- The last part of a letter is where people sign: it stays on one page, with its heading.
function Pandoc(doc)
  if FORMAT ~= "typst" then return nil end
  local from = nil
  for at, block in ipairs(doc.blocks) do
    if block.t == "Header" and block.level == 2 then from = at end
  end
  if from == nil or #doc.blocks - from > SIGNED then return nil end
  local said = 0
  for at = from + 1, #doc.blocks do
    if doc.blocks[at].t ~= "Para" then return nil end
    said = said + utf8.len(pandoc.utils.stringify(doc.blocks[at]))
  end
  if said > SAID then return nil end
  doc.blocks:insert(from, pandoc.RawBlock("typst", "#block(breakable: false, above: 1.9em)["))
  doc.blocks:insert(pandoc.RawBlock("typst", "]"))
  return doc
end
