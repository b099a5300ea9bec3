// Pages a second of one long job: from SCS and from pages, to PDF and to text in the same run; what
// a job of one page costs, and the memory of a PDF. Seconds are the processor's: nothing here
// waits. Prints; judges nothing: machines are noisy.
#include <malloc.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <functional>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>

#include <variant>
#include <vector>

#include "printers/format/format.h"
#include "printers/format/pdf_output.h"
#include "printers/format/text_output.h"
#include "tn3270/datastream/code_page.h"

namespace bench {
namespace {

using config::FormatSettings;
using config::PrintOutput;
using tn3270::ByteBuffer;

constexpr std::size_t kLines = 60;
constexpr std::size_t kRu = 1'536;
constexpr std::uint8_t kNewLine = 0x15;
constexpr std::uint8_t kFormFeed = 0x0C;

double in_use() {
  const auto heap = ::mallinfo2();
  return static_cast<double>(heap.uordblks + heap.hblkhd);
}

// Counts, and looks at the memory when the first bytes come: a PDF is complete by then.
class Counter : public printers::ByteSink {
 public:
  bool put(tn3270::Bytes bytes) override {
    memory = bytes_put == 0 ? in_use() : memory;
    bytes_put += static_cast<double>(bytes.size());
    return true;
  }
  double bytes_put = 0;
  double memory = 0;
};

// A line of a listing: 120 columns, some two thirds of them inked.
std::string line_of(std::size_t page, std::size_t line) {
  std::array<char, 160> text{};
  std::snprintf(text.data(), text.size(),
                "%06zu  CUSTOMER NUMBER %08zu   INVOICE %010zu   %12.2f EUR   DUE 2026-%02zu-%02zu"
                "   %-24s%8zu",
                page * kLines + line, (page * 7919 + line * 104729) % 99'999'999,
                (page * 15485863 + line * 32452843) % 9'999'999'999,
                static_cast<double>((page * 31 + line * 17) % 1'000'000) / 7, line % 12 + 1,
                line % 28 + 1, line % 3 == 0 ? "REMINDER SENT" : "", page);
  return text.data();
}

std::vector<printers::Page> pages_of(std::size_t count) {
  std::vector<printers::Page> pages(count);
  for (std::size_t page = 0; page < count; ++page) {
    pages[page].end = printers::PageEnd::FormFeed;
    for (std::size_t line = 0; line < kLines; ++line) {
      printers::Line& made = pages[page].lines.emplace_back();
      for (const char c : line_of(page, line)) {
        made.glyphs.push_back({static_cast<char32_t>(c), {}, false});
      }
    }
  }
  return pages;
}

ByteBuffer scs_of(std::size_t count) {
  const auto code = tn3270::cp037();
  ByteBuffer job;
  for (std::size_t page = 0; page < count; ++page) {
    for (std::size_t line = 0; line < kLines; ++line) {
      const std::string text = line_of(page, line);
      code->encode(text, text.size(), job);
      job.push_back(kNewLine);
    }
    job.push_back(kFormFeed);
  }
  return job;
}

void expect(bool good) {
  if (!good) {
    throw std::runtime_error("a job was not formatted");
  }
}

void format(const ByteBuffer& scs, PrintOutput output, printers::ByteSink& sink) {
  FormatSettings settings;
  settings.output = output;
  settings.charset = "UTF-8";
  settings.line_end = config::LineEnd::Lf;
  const auto code = tn3270::cp037();
  auto made = printers::make_formatter(settings, {}, *code, {}, sink);
  auto& formatter = std::get<std::unique_ptr<printers::Formatter>>(made);
  for (std::size_t at = 0; at < scs.size(); at += kRu) {
    const tn3270::Bytes rest = tn3270::Bytes(scs).subspan(at);
    expect(formatter->piece(printers::PieceKind::Scs, rest.first(std::min(kRu, rest.size()))));
  }
  expect(!formatter->finish().failure);
}

void to_text(const std::vector<printers::Page>& pages, printers::ByteSink& sink) {
  FormatSettings settings;
  settings.charset = "UTF-8";
  settings.line_end = config::LineEnd::Lf;
  auto made = printers::TextOutput::make(settings, sink);
  auto& output = *std::get<0>(made);
  for (const printers::Page& page : pages) {
    expect(output.put(page));
  }
  expect(output.finish());
}

void to_pdf(const std::vector<printers::Page>& pages, printers::ByteSink& sink) {
  auto made = printers::make_pdf_output({}, {}, sink);
  auto& output = *std::get<0>(made);
  for (const printers::Page& page : pages) {
    expect(output.put(page));
  }
  expect(!output.finish());
}

struct Job {
  std::vector<printers::Page> pages;
  ByteBuffer scs;
};

struct Contender {
  const char* name;
  std::function<void(const Job&, printers::ByteSink&)> run;
  double seconds = 0;  // of its best round
  double bytes = 0;
  double memory = 0;
};

void run_all(const Job& job, std::vector<Contender>& contenders, unsigned rounds) {
  for (unsigned round = 0; round < rounds; ++round) {
    for (Contender& contender : contenders) {
      Counter sink;
      const double before = in_use();
      const std::clock_t begin = std::clock();
      contender.run(job, sink);
      const double time = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
      contender.seconds = round == 0 ? time : std::min(contender.seconds, time);
      contender.bytes = sink.bytes_put;
      contender.memory = sink.memory - before;
    }
  }
}

std::vector<Contender> contenders() {
  return {
      {"SCS -> text", [](const Job& job, auto& sink) { format(job.scs, PrintOutput::Text, sink); }},
      {"SCS -> PDF", [](const Job& job, auto& sink) { format(job.scs, PrintOutput::Pdf, sink); }},
      {"pages -> text", [](const Job& job, auto& sink) { to_text(job.pages, sink); }},
      {"pages -> PDF", [](const Job& job, auto& sink) { to_pdf(job.pages, sink); }},
  };
}

void measure(std::size_t count, unsigned rounds) {
  const Job job{pages_of(count), scs_of(count)};
  std::vector<Contender> all = contenders();
  run_all(job, all, rounds);
  std::printf("\n%zu pages of %zu lines, %zu bytes of SCS; the best of %u rounds\n", count, kLines,
              job.scs.size(), rounds);
  std::printf("%-14s %12s %12s %14s %18s\n", "", "pages/s", "ms", "bytes/page", "memory KB/page");
  for (const Contender& one : all) {
    const auto pages = static_cast<double>(count);
    std::printf("%-14s %12.0f %12.2f %14.0f %18.1f\n", one.name, pages / one.seconds,
                one.seconds * 1e3, one.bytes / pages, one.memory / pages / 1024);
  }
}

}  // namespace
}  // namespace bench

int main(int argc, char** argv) {
  // "small" proves that the bench itself works; its figures mean nothing.
  const bool small = argc > 1 && std::string(argv[1]) == "small";
  try {
    bench::measure(1, small ? 1 : 20);
    bench::measure(small ? 20 : 1'000, small ? 1 : 5);
  } catch (const std::exception& error) {
    std::cerr << "print_bench: " << error.what() << '\n';
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
