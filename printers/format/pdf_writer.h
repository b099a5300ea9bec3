#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "printers/format/pdf_document.h"
#include "printers/format/pdf_fonts.h"
#include "printers/format/pdf_output.h"
#include "printers/format/pdf_sheet.h"

namespace printers {

// A PdfOutput by libharu. The document grows in memory, some 10 KB a page, and is put at the end.
class PdfWriter : public PdfOutput {
 public:
  // `folders`: of fonts. Its regular font is there: make_pdf_output() has looked.
  PdfWriter(const config::FormatSettings& settings, JobTitle title, ByteSink& sink,
            std::vector<std::string> folders);

  [[nodiscard]] bool put(const Page& page) override;
  [[nodiscard]] std::optional<std::string> finish() override;
  [[nodiscard]] std::uint32_t pages() const override { return pages_; }
  [[nodiscard]] std::uint64_t unprintable() const override { return unprintable_; }
  [[nodiscard]] std::vector<std::string> remarks() const override;

 private:
  [[nodiscard]] bool begin();
  [[nodiscard]] bool print(const Page& page);
  [[nodiscard]] bool sheet(const Page& page, std::size_t first, const Sheet& sheet);
  void grow(const Page& page);

  config::FormatSettings settings_;
  JobTitle title_;
  ByteSink& sink_;
  std::vector<std::string> folders_;
  DocumentHandle document_{};
  std::optional<PdfFonts> fonts_{};
  SheetText text_{};
  std::optional<Page> held_{};  // until it is known how its last line goes on
  std::uint32_t pages_ = 0;
  std::uint64_t unprintable_ = 0;
  std::uint64_t transparent_pieces_ = 0;
  std::uint64_t transparent_bytes_ = 0;
  std::optional<std::string> failure_{};
};

}  // namespace printers
