#include "printers/format/job_formatter.h"

#include <algorithm>
#include <utility>

namespace printers {

bool PageCounter::put(const Page& page) {
  const bool ink = std::any_of(page.lines.begin(), page.lines.end(),
                               [](const Line& line) { return !line.glyphs.empty(); });
  if (banner_ && !output_.put(*std::exchange(banner_, std::nullopt))) {
    return false;
  }
  pages_ += ink && !page.continued ? 1 : 0;
  return output_.put(page);
}

JobFormatter::JobFormatter(Parts parts, const config::FormatSettings& settings,
                           const tn3270::CodePage& page, tn3270::ScreenSizes sizes)
    : parts_(std::move(parts)),
      characters_(page),
      counter_(std::move(parts_.banner), *parts_.output),
      page_(settings, parts_.output->transparent(), counter_, remarks_),
      scs_(characters_, page_, remarks_),
      buffer_(sizes, characters_, page_, remarks_),
      text_(page_, remarks_) {}

// A piece of another kind begins: what readers hold back is printed first.
void JobFormatter::end_kind() {
  buffer_.finish();
  text_.finish();
}

bool JobFormatter::piece(PieceKind kind, tn3270::Bytes bytes) {
  if (kind_ != kind) {
    end_kind();
    kind_ = kind;
  }
  switch (kind) {
    case PieceKind::Data3270:
      buffer_.record(bytes);
      break;
    case PieceKind::Scs:
      scs_.feed(bytes);
      break;
    case PieceKind::Text:
      text_.feed(bytes);
      break;
    case PieceKind::Bytes:
      bytes_piece(bytes);
      break;
  }
  return !page_.stopped() && !parts_.envelope->stopped();
}

// At their place among the pages. A PDF has no such place; a job that is of bytes alone has no
// pages.
void JobFormatter::bytes_piece(tn3270::Bytes bytes) {
  if (page_.untouched() && counter_.pages() == 0) {
    static_cast<void>(parts_.envelope->put(bytes));  // it remembers
  } else if (parts_.output->transparent() == TransparentData::Keep) {
    page_.transparent(bytes);
  } else {
    remarks_.once("bytes for the printer alone, behind pages, were left out of the document");
  }
}

FormatReport JobFormatter::finish() {
  end_kind();
  scs_.finish();
  page_.finish();
  FormatReport report;
  report.failure = parts_.output->finish();
  if (!parts_.envelope->close()) {
    report.failure = kNoMore;
  }
  for (std::string& remark : parts_.output->remarks()) {
    remarks_.add(std::move(remark));
  }
  report.pages = counter_.pages();
  report.unprintable = parts_.output->unprintable();
  report.more_remarks = remarks_.more();
  report.remarks = remarks_.take();
  return report;
}

}  // namespace printers
