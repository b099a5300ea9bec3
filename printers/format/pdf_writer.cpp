#include "printers/format/pdf_writer.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "printers/format/pdf_painter.h"

namespace printers {
namespace {

// Some 10 KB of memory each; forty reams of paper.
constexpr std::uint32_t kPagesAtMost = 20'000;

std::size_t widest(const Page& page) {
  std::size_t most = 0;
  for (const Line& line : page.lines) {
    most = std::max(most, line.glyphs.size());
    for (const std::vector<Glyph>& overstrike : line.overstrikes) {
      most = std::max(most, overstrike.size());
    }
  }
  return most;
}

// `page` begins where `held` ends, in the midst of a line.
void append(const Page& page, Page& held) {
  auto line = page.lines.begin();
  if (!held.lines.empty() && line != page.lines.end()) {
    Line& last = held.lines.back();
    last.glyphs.insert(last.glyphs.end(), line->glyphs.begin(), line->glyphs.end());
    last.overstrikes.insert(last.overstrikes.end(), line->overstrikes.begin(),
                            line->overstrikes.end());
    ++line;
  }
  held.lines.insert(held.lines.end(), line, page.lines.end());
  held.end = page.end;
}

}  // namespace

PdfWriter::PdfWriter(const config::FormatSettings& settings, JobTitle title, ByteSink& sink,
                     std::vector<std::string> folders)
    : settings_(settings), title_(std::move(title)), sink_(sink), folders_(std::move(folders)) {}

bool PdfWriter::begin() {
  if (document_ == nullptr) {
    document_ = make_document(title_);
    if (document_ == nullptr) {
      failure_ = "no PDF could be made: not enough memory";
      return false;
    }
    fonts_.emplace(document_.get(), folders_);
  }
  return true;
}

void PdfWriter::grow(const Page& page) {
  text_.columns = page.columns;
  text_.widest = std::max(text_.widest, widest(page));
  text_.lines = std::max(text_.lines, page.lines.size());
  text_.cpi = page.cpi;
  text_.lpi = page.lpi;
}

bool PdfWriter::sheet(const Page& page, std::size_t first, const Sheet& sheet) {
  if (pages_ == kPagesAtMost) {
    failure_ =
        "the job has more than " + std::to_string(kPagesAtMost) + " pages, and one PDF has no more";
    return false;
  }
  HPDF_Page paper = HPDF_AddPage(document_.get());
  if (paper != nullptr) {
    HPDF_Page_SetWidth(paper, static_cast<HPDF_REAL>(sheet.width));
    HPDF_Page_SetHeight(paper, static_cast<HPDF_REAL>(sheet.height));
    PdfPainter painter(paper, sheet, *fonts_);
    const std::size_t end = std::min(page.lines.size(), first + sheet.lines);
    for (std::size_t line = first; line < end; ++line) {
      painter.line(line - first, page.lines[line]);
    }
    painter.end();
    unprintable_ += painter.unprintable();
    close_page(paper);
    ++pages_;
  }
  if (fonts_->failure()) {
    failure_ = fonts_->failure();
  } else if (in_trouble(document_.get())) {
    failure_ = "no PDF could be made: " + trouble_of(document_.get());
  }
  return !failure_;
}

bool PdfWriter::put(const Page& page) {
  if (failure_) {
    return false;
  }
  transparent_pieces_ += page.transparent.size();
  for (const Transparent& piece : page.transparent) {
    transparent_bytes_ += piece.bytes.size();
  }
  if (!held_ && !page.continued) {
    return print(page);
  }
  if (held_) {
    append(page, *held_);
  } else {
    held_ = page;
    held_->transparent.clear();
  }
  if (page.continued) {
    return true;
  }
  const Page whole = std::move(*held_);
  held_.reset();
  return print(whole);
}

bool PdfWriter::print(const Page& page) {
  if (!begin()) {
    return false;
  }
  grow(page);
  const Sheet paper = sheet_for(settings_, text_);
  std::size_t first = 0;
  do {
    if (!sheet(page, first, paper)) {
      return false;
    }
    first += paper.lines;
  } while (first < page.lines.size());
  return true;
}

std::optional<std::string> PdfWriter::finish() {
  if (held_) {
    const Page last = std::move(*held_);
    held_.reset();
    if (!print(last)) {
      return failure_;
    }
  }
  if (!failure_ && pages_ > 0) {
    failure_ = save_document(document_.get(), sink_);
  }
  return failure_;
}

std::vector<std::string> PdfWriter::remarks() const {
  std::vector<std::string> remarks;
  if (transparent_pieces_ > 0) {
    remarks.push_back("transparent data is not in a PDF: " + std::to_string(transparent_bytes_) +
                      " bytes in " + std::to_string(transparent_pieces_) + " places were dropped");
  }
  if (fonts_) {
    for (const FontFile& font : fonts_->missing()) {
      remarks.push_back(no_such_font(font));
    }
  }
  return remarks;
}

std::variant<std::unique_ptr<PdfOutput>, std::string> make_pdf_output(
    const config::FormatSettings& settings, const JobTitle& title, ByteSink& sink,
    const std::vector<std::string>& folders) {
  if (!find_font(folders, kPrintFont)) {
    return no_such_font(kPrintFont);
  }
  return std::make_unique<PdfWriter>(settings, title, sink, folders);
}

std::variant<std::unique_ptr<PdfOutput>, std::string> make_pdf_output(
    const config::FormatSettings& settings, const JobTitle& title, ByteSink& sink) {
  return make_pdf_output(settings, title, sink, font_folders());
}

}  // namespace printers
