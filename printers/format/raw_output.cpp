#include "printers/format/raw_output.h"

#include <utility>

#include "printers/format/envelope.h"
#include "printers/format/remarks.h"
#include "printers/format/scs_splitter.h"

namespace printers {
namespace {

// Formats and a heading come before the first TRN; a report has none at all.
constexpr std::size_t kUndecided = std::size_t{64} << 10U;

class RawFormatter : public Formatter, private ScsHandler {
 public:
  RawFormatter(const config::FormatSettings& settings, ByteSink& sink) : out_(settings, sink) {}

  bool piece(PieceKind kind, tn3270::Bytes bytes) override {
    if (kind == PieceKind::Scs && kind_ != Kind::AsItIs) {
      feed(bytes);
    } else {
      pass_held();
      put(bytes);
    }
    return !out_.stopped();
  }

  FormatReport finish() override {
    pass_held();
    FormatReport report;
    if (!out_.close()) {
      report.failure = kNoMore;
    }
    return report;
  }

 private:
  enum class Kind { Undecided, Transparent, AsItIs };

  void feed(tn3270::Bytes bytes) {
    if (kind_ == Kind::Undecided) {
      held_.insert(held_.end(), bytes.begin(), bytes.end());
    }
    splitter_.feed(bytes, *this);
    if (kind_ == Kind::Undecided && held_.size() >= kUndecided) {
      pass_held();
      kind_ = Kind::AsItIs;
    }
  }

  void text(tn3270::Bytes /*characters*/) override {}
  void code(tn3270::Bytes whole, std::uint64_t /*offset*/) override {
    const auto first = static_cast<Scs>(whole[0]);
    if (first == Scs::Trn || first == Scs::Atrn) {
      kind_ = Kind::Transparent;
      held_.clear();
      put(whole.subspan(2));
    }
  }

  void pass_held() {
    put(held_);
    held_.clear();
  }

  void put(tn3270::Bytes bytes) { static_cast<void>(out_.put(bytes)); }  // it remembers

  Envelope out_;
  ScsSplitter splitter_;
  tn3270::ByteBuffer held_;
  Kind kind_ = Kind::Undecided;
};

}  // namespace

std::unique_ptr<Formatter> make_raw_formatter(const config::FormatSettings& settings,
                                              ByteSink& sink) {
  return std::make_unique<RawFormatter>(settings, sink);
}

}  // namespace printers
