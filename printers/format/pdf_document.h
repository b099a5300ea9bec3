#pragma once

#include <hpdf.h>

#include <memory>
#include <optional>
#include <string>

#include "printers/format/format.h"

// libharu's document, and what has to be done to it that its interface has no function for.
namespace printers {

struct FreeDocument {
  void operator()(HPDF_Doc document) const { HPDF_Free(document); }
};
using DocumentHandle = std::unique_ptr<_HPDF_Doc_Rec, FreeDocument>;

// An empty document with the job's facts: same job, same bytes. nullptr: no memory.
[[nodiscard]] DocumentHandle make_document(const JobTitle& title);

// The loaded font `name` with Unicode's codes, for text in UTF-8; nullptr: trouble_of() says why.
[[nodiscard]] HPDF_Font make_unicode_font(HPDF_Doc document, const char* name);

// To be called when nothing more is drawn on a page: from then on it is kept deflated.
void close_page(HPDF_Page page);

// The first error of the library, with its number: "not enough memory (libharu 1015)".
[[nodiscard]] std::string trouble_of(HPDF_Doc document);
[[nodiscard]] bool in_trouble(HPDF_Doc document);

// Writes the document; what went wrong, if something did.
[[nodiscard]] std::optional<std::string> save_document(HPDF_Doc document, ByteSink& sink);

}  // namespace printers
