#include "printers/format/pdf_document.h"

#include <array>
#include <charconv>
#include <cstddef>
#include <string_view>
#include <vector>

namespace printers {
namespace {

constexpr const char* kUnicode = "UTF-8";
constexpr const char* kCreator = "tn3270d";
// Kids of one node of the page tree; the library's arrays end at 32,767.
constexpr HPDF_UINT kPagesOfNode = 256;
constexpr HPDF_UINT kDeflatedPiece = 1024;
constexpr std::size_t kSavedPiece = 65'536;

bool number(std::string_view text, std::size_t at, std::size_t length, HPDF_INT& out) {
  const char* const begin = text.data() + at;
  const auto result = std::from_chars(begin, begin + length, out);
  return result.ec == std::errc() && result.ptr == begin + length;
}

// "2026-11-21 14:03:07 UTC"
std::optional<HPDF_Date> date_of(std::string_view created) {
  constexpr std::size_t kLength = 19;
  HPDF_Date date{};
  date.ind = 'Z';
  if (created.size() < kLength || !number(created, 0, 4, date.year) ||
      !number(created, 5, 2, date.month) || !number(created, 8, 2, date.day) ||
      !number(created, 11, 2, date.hour) || !number(created, 14, 2, date.minutes) ||
      !number(created, 17, 2, date.seconds)) {
    return std::nullopt;
  }
  return date;
}

void set(HPDF_Doc document, HPDF_InfoType type, const std::string& value) {
  if (!value.empty()) {
    HPDF_SetInfoAttr(document, type, value.c_str());
  }
}

// Runs of 256 codes that are their own characters: libharu's own table has the wrong operators,
// and readers that are strict could not copy text.
std::string identity_to_unicode() {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  constexpr unsigned kRows = 256;
  constexpr unsigned kRowsOfBlock = 64;  // a hundred is what a block may have
  std::string text =
      "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
      "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
      "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
      "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
  for (unsigned row = 0; row < kRows; ++row) {
    const std::string high{kDigits[row / 16], kDigits[row % 16]};
    text += row % kRowsOfBlock == 0 ? "64 beginbfrange\n" : "";
    text += "<" + high + "00> <" + high + "FF> <" + high + "00>\n";
    text += row % kRowsOfBlock == kRowsOfBlock - 1 ? "endbfrange\n" : "";
  }
  return text + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
}

// Of a stream whose bytes are deflated already: with a filter set the library would do it again.
HPDF_STATUS write_filter(HPDF_Dict /*contents*/, HPDF_Stream stream) {
  return HPDF_Stream_WriteStr(stream, "/Filter /FlateDecode\n");
}

}  // namespace

DocumentHandle make_document(const JobTitle& title) {
  // Without a handler it returns errors; a handler could only jump or exit.
  DocumentHandle document(HPDF_New(nullptr, nullptr));
  if (document == nullptr) {
    return document;
  }
  HPDF_Doc doc = document.get();
  HPDF_SetCompressionMode(doc, HPDF_COMP_ALL);
  HPDF_SetPagesConfiguration(doc, kPagesOfNode);
  HPDF_UseUTFEncodings(doc);
  HPDF_SetCurrentEncoder(doc, kUnicode);
  set(doc, HPDF_INFO_TITLE, title.name);
  set(doc, HPDF_INFO_AUTHOR, title.application.empty() ? title.submitter : title.application);
  set(doc, HPDF_INFO_SUBJECT,
      title.id == 0 ? title.printer : "job " + std::to_string(title.id) + " of " + title.printer);
  set(doc, HPDF_INFO_CREATOR, kCreator);
  if (const auto date = date_of(title.created)) {
    HPDF_SetInfoDateAttr(doc, HPDF_INFO_CREATION_DATE, *date);
  }
  return document;
}

HPDF_Font make_unicode_font(HPDF_Doc document, const char* name) {
  HPDF_FontDef definition = HPDF_Doc_FindFontDef(document, name);
  if (definition == nullptr) {
    return nullptr;
  }
  // The width that is not listed. In a font of the whole plane it must be that of most characters,
  // or the list is longer than the library's arrays.
  constexpr HPDF_UNICODE kMostly = 0x4E00;
  if (HPDF_TTFontDef_GetGlyphid(definition, kMostly) != 0) {
    definition->missing_width = HPDF_TTFontDef_GetCharWidth(definition, kMostly);
  }
  HPDF_Font font = HPDF_GetFont(document, name, kUnicode);
  if (font == nullptr) {
    return nullptr;
  }
  auto* const attributes = static_cast<HPDF_FontAttr>(font->attr);
  HPDF_Dict codes = HPDF_DictStream_New(font->mmgr, attributes->xref);
  if (codes == nullptr ||
      HPDF_Stream_WriteStr(codes->stream, identity_to_unicode().c_str()) != HPDF_OK ||
      HPDF_Dict_Add(font, "ToUnicode", codes) != HPDF_OK) {
    return nullptr;
  }
  codes->filter = HPDF_STREAM_FILTER_FLATE_DECODE;
  return font;
}

void close_page(HPDF_Page page) {
  auto* const attributes = static_cast<HPDF_PageAttr>(page->attr);
  HPDF_Dict contents = attributes->contents;
  HPDF_Stream deflated = HPDF_MemStream_New(contents->mmgr, kDeflatedPiece);
  if (deflated == nullptr) {
    return;
  }
  if (HPDF_Stream_WriteToStream(contents->stream, deflated, HPDF_STREAM_FILTER_FLATE_DECODE,
                                nullptr) != HPDF_OK) {
    HPDF_Stream_Free(deflated);
    return;
  }
  HPDF_Stream_Free(contents->stream);
  contents->stream = deflated;
  contents->filter = HPDF_STREAM_FILTER_NONE;
  contents->write_fn = write_filter;
  attributes->stream = deflated;
}

bool in_trouble(HPDF_Doc document) {
  return HPDF_GetError(document) != HPDF_OK;
}

std::string trouble_of(HPDF_Doc document) {
  const HPDF_STATUS error = HPDF_GetError(document);
  std::array<char, 16> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), error, 16);
  const std::string code = " (libharu " + std::string(digits.data(), end.ptr) + ")";
  switch (error) {
    case HPDF_FAILD_TO_ALLOC_MEM:
      return "not enough memory" + code;
    case HPDF_FILE_IO_ERROR:
    case HPDF_FILE_OPEN_ERROR:
      return "the file can't be read" + code;
    case HPDF_INVALID_TTC_FILE:
    case HPDF_INVALID_TTC_INDEX:
    case HPDF_TTF_INVALID_CMAP:
    case HPDF_TTF_INVALID_FOMAT:
    case HPDF_TTF_MISSING_TABLE:
    case HPDF_STREAM_EOF:
      return "it is damaged or no TrueType font" + code;
    case HPDF_TTF_CANNOT_EMBEDDING_FONT:
      return "it may not be embedded" + code;
    default:
      return "the PDF library refuses" + code;
  }
}

std::optional<std::string> save_document(HPDF_Doc document, ByteSink& sink) {
  if (HPDF_SaveToStream(document) != HPDF_OK || HPDF_ResetStream(document) != HPDF_OK) {
    return "no PDF could be made: " + trouble_of(document);
  }
  std::vector<std::uint8_t> piece(kSavedPiece);
  for (auto left = static_cast<std::size_t>(HPDF_GetStreamSize(document)); left > 0;) {
    auto size = static_cast<HPDF_UINT32>(piece.size());
    const HPDF_STATUS status = HPDF_ReadFromStream(document, piece.data(), &size);
    if (size == 0 || size > left || (status != HPDF_OK && status != HPDF_STREAM_EOF)) {
      return "the PDF could not be read back: " + trouble_of(document);
    }
    left -= size;
    if (!sink.put(tn3270::Bytes(piece.data(), size))) {
      return "the document can't be stored: no more is taken";
    }
  }
  return std::nullopt;
}

}  // namespace printers
