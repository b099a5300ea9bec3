#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "config/settings.h"
#include "printers/format/format.h"
#include "printers/format/page.h"

namespace printers {

// Pages as one PDF document. A blank page is a page here too; a job without pages puts nothing.
// Transparent bytes are not drawn. The document may be put as late as finish().
class PdfOutput : public PageSink {
 public:
  // Ends the document. Why it could not be made: the sink takes no more, the library refuses.
  [[nodiscard]] virtual std::optional<std::string> finish() = 0;
  [[nodiscard]] virtual std::uint32_t pages() const = 0;
  // Characters that the font has not, drawn as its replacement.
  [[nodiscard]] virtual std::uint64_t unprintable() const = 0;
  // How much transparent data was dropped, fonts that are not installed; after finish().
  [[nodiscard]] virtual std::vector<std::string> remarks() const = 0;
};

// Or why these settings can't be. `sink` outlives it. Prefix, suffix and banner are the caller's.
[[nodiscard]] std::variant<std::unique_ptr<PdfOutput>, std::string> make_pdf_output(
    const config::FormatSettings& settings, const JobTitle& title, ByteSink& sink);

// The same with fonts from `folders` instead of this system's.
[[nodiscard]] std::variant<std::unique_ptr<PdfOutput>, std::string> make_pdf_output(
    const config::FormatSettings& settings, const JobTitle& title, ByteSink& sink,
    const std::vector<std::string>& folders);

}  // namespace printers
