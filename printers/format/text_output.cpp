#include "printers/format/text_output.h"

#include <algorithm>
#include <utility>

namespace printers {
namespace {

constexpr std::size_t kFlush = std::size_t{64} << 10U;  // as much as one write() takes well

// Blanks at the end are not written, underscored or not.
std::size_t length_of(const std::vector<Glyph>& row) {
  const auto last = std::find_if(row.rbegin(), row.rend(),
                                 [](const Glyph& glyph) { return glyph.character != U' '; });
  return static_cast<std::size_t>(row.rend() - last);
}

// One row for a printer that can't print twice in one place.
std::vector<Glyph> merged(const Line& line) {
  std::vector<Glyph> row = line.glyphs;
  for (const std::vector<Glyph>& over : line.overstrikes) {
    row.resize(std::max(row.size(), over.size()));
    for (std::size_t column = 0; column < over.size(); ++column) {
      const char32_t character = over[column].character;
      const bool hides = character != U' ' && character != U'_';
      if (hides || row[column].character == U' ') {
        row[column] = over[column];
      }
    }
  }
  return row;
}

bool has_ink(const Page& page) {
  return std::any_of(page.lines.begin(), page.lines.end(),
                     [](const Line& line) { return !line.glyphs.empty(); });
}

}  // namespace

std::variant<std::unique_ptr<TextOutput>, std::string> TextOutput::make(
    const config::FormatSettings& settings, ByteSink& sink) {
  auto charset = Charset::open(settings.charset.empty() ? "UTF-8" : settings.charset);
  if (auto* why = std::get_if<std::string>(&charset)) {
    return std::move(*why);
  }
  return std::unique_ptr<TextOutput>(  // NOLINTNEXTLINE(cppcoreguidelines-owning-memory)
      new TextOutput(settings, std::move(std::get<std::unique_ptr<Charset>>(charset)), sink));
}

TextOutput::TextOutput(const config::FormatSettings& settings, std::unique_ptr<Charset> charset,
                       ByteSink& sink)
    : line_end_(settings.line_end.value_or(config::LineEnd::Lf)),
      form_feed_(settings.form_feed),
      charset_(std::move(charset)),
      sink_(sink) {}

bool TextOutput::put(const Page& page) {
  const bool ink = has_ink(page);
  if (form_feed_ == config::FormFeed::Before && ink && !continues_) {
    write_form_feed();
  }
  Place place = page.transparent.begin();
  for (std::size_t i = 0; i < page.lines.size() && !stopped_; ++i) {
    const Place end = std::find_if(place, page.transparent.end(),
                                   [i](const Transparent& one) { return one.line > i; });
    write_line(page.lines[i], place, end);
    place = end;
    if (!page.continued || i + 1 < page.lines.size()) {
      write_line_end();
    }
    flush(kFlush);
  }
  write_tail(place, page.transparent.end());
  inked_ = inked_ || ink;
  continues_ = page.end == PageEnd::Full;
  if (page.end == PageEnd::FormFeed && form_feed_ != config::FormFeed::Before) {
    write_form_feed();
  }
  return flush(0);
}

bool TextOutput::finish() {
  if (form_feed_ == config::FormFeed::After && inked_) {
    write_form_feed();
  }
  return flush(0);
}

void TextOutput::write_line(const Line& line, Place begin, Place end) {
  const bool twice = line_end_ == config::LineEnd::CrLf;
  const std::vector<Glyph> one = twice || line.overstrikes.empty() ? line.glyphs : merged(line);
  std::size_t column = 0;
  for (Place place = begin; place != end; ++place) {
    write_row(one, column, place->column);
    column = std::max(column, place->column);
    out_.insert(out_.end(), place->bytes.begin(), place->bytes.end());
  }
  write_row(one, column, length_of(one));
  if (twice) {
    for (const std::vector<Glyph>& over : line.overstrikes) {
      character(U'\r');
      write_row(over, 0, length_of(over));
    }
  }
}

// Behind the last line that has an end: the printer alone knows what becomes of it.
void TextOutput::write_tail(Place begin, Place end) {
  if (begin != end) {
    write_line({}, begin, end);
  }
}

void TextOutput::write_row(const std::vector<Glyph>& row, std::size_t from, std::size_t to) {
  for (std::size_t column = from; column < to; ++column) {
    character(column < row.size() ? row[column].character : U' ');
  }
}

void TextOutput::write_line_end() {
  if (line_end_ != config::LineEnd::Lf) {
    character(U'\r');
  }
  if (line_end_ != config::LineEnd::Cr) {
    character(U'\n');
  }
}

void TextOutput::write_form_feed() {
  character(U'\f');
  inked_ = false;
}

void TextOutput::character(char32_t character) {
  unprintable_ += charset_->append(character, out_) ? 0 : 1;
}

bool TextOutput::flush(std::size_t above) {
  if (out_.size() > above) {
    stopped_ = stopped_ || !sink_.put(out_);
    out_.clear();
  }
  return !stopped_;
}

}  // namespace printers
