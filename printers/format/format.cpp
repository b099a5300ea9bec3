#include "printers/format/format.h"

#include <utility>

#include "printers/format/banner.h"
#include "printers/format/job_formatter.h"
#include "printers/format/raw_output.h"

namespace printers {
namespace {

class TextPages : public PageOutput {
 public:
  explicit TextPages(std::unique_ptr<TextOutput> text) : text_(std::move(text)) {}
  bool put(const Page& page) override { return text_->put(page); }
  std::optional<std::string> finish() override {
    return text_->finish() ? std::nullopt : std::optional<std::string>(kNoMore);
  }
  std::uint64_t unprintable() const override { return text_->unprintable(); }
  std::vector<std::string> remarks() const override { return {}; }
  TransparentData transparent() const override { return TransparentData::Keep; }

 private:
  std::unique_ptr<TextOutput> text_;
};

class PdfPages : public PageOutput {
 public:
  explicit PdfPages(std::unique_ptr<PdfOutput> pdf) : pdf_(std::move(pdf)) {}
  bool put(const Page& page) override { return pdf_->put(page); }
  std::optional<std::string> finish() override { return pdf_->finish(); }
  std::uint64_t unprintable() const override { return pdf_->unprintable(); }
  std::vector<std::string> remarks() const override { return pdf_->remarks(); }
  TransparentData transparent() const override { return TransparentData::Drop; }

 private:
  std::unique_ptr<PdfOutput> pdf_;
};

struct Output {
  std::unique_ptr<PageOutput> pages{};
  std::string why{};  // there are none
};

template <class Pages, class Made>
Output wrap(Made made) {
  Output output;
  if (const auto* why = std::get_if<std::string>(&made)) {
    output.why = *why;
  } else {
    output.pages = std::make_unique<Pages>(std::move(std::get<0>(made)));
  }
  return output;
}

Output make_output(const config::FormatSettings& settings, const JobTitle& title, ByteSink& sink) {
  return settings.output == config::PrintOutput::Pdf
             ? wrap<PdfPages>(make_pdf_output(settings, title, sink))
             : wrap<TextPages>(TextOutput::make(settings, sink));
}

}  // namespace

std::variant<std::unique_ptr<Formatter>, std::string> make_formatter(
    const config::FormatSettings& settings, const JobTitle& title, const tn3270::CodePage& page,
    tn3270::ScreenSizes sizes, ByteSink& sink) {
  if (settings.output == config::PrintOutput::Raw) {
    return make_raw_formatter(settings, sink);
  }
  JobFormatter::Parts parts;
  parts.envelope = std::make_unique<Envelope>(settings, sink);
  Output output = make_output(settings, title, *parts.envelope);
  if (output.pages == nullptr) {
    return std::move(output.why);
  }
  parts.output = std::move(output.pages);
  if (settings.banner) {
    parts.banner = banner_page(title, settings);
  }
  return std::unique_ptr<Formatter>(
      std::make_unique<JobFormatter>(std::move(parts), settings, page, sizes));
}

config::FormatSettings format_settings_of(config::LuType type, config::FormatSettings settings) {
  const bool printer = type == config::LuType::Direct || type == config::LuType::Lpr;
  if (settings.charset.empty()) {
    settings.charset = printer ? "ISO-8859-1" : "UTF-8";
  }
  if (!settings.line_end) {
    settings.line_end = printer ? config::LineEnd::CrLf : config::LineEnd::Lf;
  }
  return settings;
}

}  // namespace printers
