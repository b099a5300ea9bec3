// Nanoseconds and allocations per record: through the link both ways, inbound parse, code pages,
// screen model. Beside each stands a naive copy of the same bytes in the same run: one pass that
// looks for IAC, doubles it and copies the rest.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

#include "tests/bench/allocations.h"
#include "tests/bench/budget_table.h"
#include "tests/doubles/scripted_terminal.h"
#include "tn3270/datastream/code_page.h"
#include "tn3270/datastream/inbound.h"
#include "tn3270/datastream/kept_screen.h"
#include "tn3270/datastream/screen_model.h"
#include "tn3270/protocol/terminal_link.h"
#include "vtam/programs/menu_layout.h"

namespace bench {
namespace {

using benchmark::State;
using doubles::ScriptedTerminal;
using tn3270::ByteBuffer;
using tn3270::Bytes;
using tn3270::TerminalLink;

constexpr std::uint8_t kIac = 0xFF;
constexpr std::size_t kCells = 1'920;  // 24x80

// Ratios are two to three times what was measured, allocations exactly that.
const std::vector<Budget> kBudgets = {
    {"menu_written", "copy_menu", 400, 2},    {"out_tn3270e", "copy_menu", 30, 0},
    {"out_classic", "copy_menu", 30, 0},      {"in_tn3270e", "copy_enter", 40, 1},
    {"in_classic", "copy_enter", 40, 1},      {"inbound_parsed", "copy_enter", 12, 1},
    {"page_encoded", "copy_cells", 400, 0},   {"page_decoded", "copy_cells", 400, 1},
    {"screen_applied", "copy_menu", 280, 0},  {"screen_repainted", "copy_menu", 400, 1},
    {"kept_erase_write", "copy_menu", 4, 0},  {"kept_write", "copy_menu", 140, 3},
    {"kept_write_over", "copy_menu", 480, 3},
};

// --- what is measured with

vtam::Menu menu() {
  vtam::Menu menu{"*** WELCOME TO THE BENCH ***", {}};
  for (const char* name : {"DBDCCICS", "PRODCICS", "TESTCICS", "TSO", "NETVIEW", "IMS", "DEMO",
                           "BSTTVNET", "ICCF", "VMLOGON"}) {
    menu.lines.push_back({config::ApplId::parse(name).value(), "AN APPLICATION TO CHOOSE", {}});
  }
  return menu;
}

ByteBuffer written_menu(const vtam::Menu& menu, const tn3270::CodePage& page) {
  vtam::Frame frame;
  frame.attributes = tn3270::Attributes::Extended;
  return vtam::write_menu({.menu = menu,
                           .lu = config::LuName::parse("T001").value(),
                           .message = "APPLICATION IMS IS NOT ACTIVE; CHOOSE ANOTHER ONE"},
                          frame, page);
}

// Enter behind eight characters in the menu's input field.
ByteBuffer enter() {
  return {0x7D, 0xD9, 0x5A, 0x11, 0xD9, 0x52, 0xC4, 0xC2, 0xC4, 0xC3, 0xC3, 0xC9, 0xC3, 0xE2};
}

enum class Kind { Tn3270e, Classic };

ScriptedTerminal::Manners manners(Kind kind) {
  ScriptedTerminal::Manners manners;
  manners.tn3270e = kind == Kind::Tn3270e;
  return manners;
}

// A link that has negotiated, and the terminal at its other end.
class ReadyLink {
 public:
  explicit ReadyLink(Kind kind) : terminal_(manners(kind)) {
    link.start(tn3270::StartTls::No, out);
    for (int turn = 0; turn < 20 && !ready(); ++turn) {
      terminal_.feed(out);
      forget();
      link.feed(terminal_.take_output(), events, out);
      if (link.phase() == tn3270::LinkPhase::DecisionAwaited) {
        grant();
      }
    }
    if (!ready()) {
      throw std::runtime_error("no link");
    }
    forget();
  }

  // The bytes of one inbound record, as the terminal sends them.
  [[nodiscard]] ByteBuffer sent(const ByteBuffer& record) {
    terminal_.send(record);
    return terminal_.take_output();
  }
  void forget() {
    events.clear();
    out.clear();
    link.forget_records();
  }

  TerminalLink link;
  std::vector<tn3270::LinkEvent> events;
  ByteBuffer out;

 private:
  [[nodiscard]] bool ready() const {
    return link.phase() == tn3270::LinkPhase::Ready && terminal_.ready();
  }
  void grant() {
    tn3270::FunctionSet offered;
    for (const auto function :
         {tn3270::Function::BindImage, tn3270::Function::Responses, tn3270::Function::Sysreq}) {
      offered.add(function);
    }
    link.grant(config::LuName::parse("T001").value(), {offered}, events, out);
  }

  ScriptedTerminal terminal_;
};

// Runs `once` until the library has seen enough, and says what it allocated.
template <class Once>
void measure(State& state, Once once) {
  once();  // buffers that are kept grow before
  const std::uint64_t before = allocations();
  for ([[maybe_unused]] auto _ : state) {
    once();
    benchmark::ClobberMemory();
  }
  state.counters[kAllocations] =
      static_cast<double>(allocations() - before) / static_cast<double>(state.iterations());
}

// --- what is measured

void copy(State& state, const ByteBuffer& from) {
  ByteBuffer to;
  measure(state, [&] {
    to.clear();
    const std::uint8_t* next = from.data();
    const std::uint8_t* const end = next + from.size();
    while (next != end) {
      const auto left = static_cast<std::size_t>(end - next);
      const auto* const iac = static_cast<const std::uint8_t*>(std::memchr(next, kIac, left));
      const std::uint8_t* const stop = iac == nullptr ? end : iac + 1;
      to.insert(to.end(), next, stop);
      if (iac != nullptr) {
        to.push_back(kIac);
      }
      next = stop;
    }
    benchmark::DoNotOptimize(to.data());
  });
}

void menu_written(State& state) {
  const auto page = tn3270::cp037();
  const vtam::Menu lines = menu();
  measure(state, [&] { benchmark::DoNotOptimize(written_menu(lines, *page).data()); });
}

void out(State& state, Kind kind) {
  ReadyLink ready(kind);
  const ByteBuffer record = written_menu(menu(), *tn3270::cp037());
  measure(state, [&] {
    ready.out.clear();
    benchmark::DoNotOptimize(ready.link.send_3270(record, tn3270::ResponseWanted::Error,
                                                  tn3270::HostTurn::Ends, ready.out));
  });
}

void in(State& state, Kind kind) {
  ReadyLink ready(kind);
  const ByteBuffer bytes = ready.sent(enter());
  measure(state, [&] {
    ready.forget();
    ready.link.feed(bytes, ready.events, ready.out);
    benchmark::DoNotOptimize(ready.events.data());
  });
  if (ready.events.size() != 1 ||
      !std::holds_alternative<tn3270::RecordReceived>(ready.events.front())) {
    state.SkipWithError("no record came in");
  }
}

void inbound_parsed(State& state) {
  const ByteBuffer record = enter();
  measure(state, [&] {
    auto parsed = tn3270::parse_inbound(record, tn3270::kModel2);
    benchmark::DoNotOptimize(parsed);
  });
  if (!std::holds_alternative<tn3270::Inbound>(tn3270::parse_inbound(record, tn3270::kModel2))) {
    state.SkipWithError("the record is wrong");
  }
}

void page_encoded(State& state) {
  const auto page = tn3270::cp037();
  const std::string text(kCells, 'A');
  ByteBuffer codes;
  measure(state, [&] {
    codes.clear();
    benchmark::DoNotOptimize(page->encode(text, kCells, codes));
  });
}

void page_decoded(State& state) {
  const auto page = tn3270::cp037();
  const ByteBuffer codes(kCells, 0xC1);
  measure(state, [&] { benchmark::DoNotOptimize(page->decode(codes).data()); });
}

tn3270::ScreenModel shown(const ByteBuffer& record) {
  tn3270::ScreenModel model{tn3270::ScreenSizes{}};
  if (model.apply(record)) {
    throw std::runtime_error("a terminal would refuse the menu");
  }
  return model;
}

void screen_applied(State& state) {
  const ByteBuffer record = written_menu(menu(), *tn3270::cp037());
  tn3270::ScreenModel model = shown(record);
  measure(state, [&] { benchmark::DoNotOptimize(model.apply(Bytes(record)).has_value()); });
}

void screen_repainted(State& state) {
  const tn3270::ScreenModel model = shown(written_menu(menu(), *tn3270::cp037()));
  measure(state, [&] { benchmark::DoNotOptimize(model.repaint().data()); });
}

// A transaction of a session whose screen is kept: an Enter, and an answer that erases first or
// fills in a part of the screen as DATAONLY maps do.
void kept(State& state, const ByteBuffer& answer) {
  tn3270::KeptScreen screen{tn3270::ScreenSizes{}};
  screen.wrote(written_menu(menu(), *tn3270::cp037()));
  const ByteBuffer input = enter();
  measure(state, [&] {
    screen.received(input);
    screen.wrote(answer);
    benchmark::DoNotOptimize(screen.bytes());
  });
}

void kept_erase_write(State& state) {
  kept(state, written_menu(menu(), *tn3270::cp037()));
}

// All of the screen, without an erase.
void kept_write_over(State& state) {
  ByteBuffer answer = written_menu(menu(), *tn3270::cp037());
  answer.front() = 0xF1;
  kept(state, answer);
}

// Ten fields of twelve characters.
void kept_write(State& state) {
  ByteBuffer answer{0xF1, 0xC3};
  for (std::uint8_t row = 0; row < 10; ++row) {
    answer.insert(answer.end(), {0x11, 0xC4, static_cast<std::uint8_t>(0x40 + row)});
    answer.insert(answer.end(), 12, static_cast<std::uint8_t>(0xC1 + row));
  }
  kept(state, answer);
}

// The library's register keeps them; the analyzer does not see that.
// NOLINTBEGIN(clang-analyzer-cplusplus.NewDeleteLeaks)
void register_all() {
  using benchmark::RegisterBenchmark;
  RegisterBenchmark("copy_menu", copy, written_menu(menu(), *tn3270::cp037()));
  RegisterBenchmark("copy_enter", copy, enter());
  RegisterBenchmark("copy_cells", copy, ByteBuffer(kCells, 0xC1));
  RegisterBenchmark("menu_written", menu_written);
  RegisterBenchmark("out_tn3270e", out, Kind::Tn3270e);
  RegisterBenchmark("out_classic", out, Kind::Classic);
  RegisterBenchmark("in_tn3270e", in, Kind::Tn3270e);
  RegisterBenchmark("in_classic", in, Kind::Classic);
  RegisterBenchmark("inbound_parsed", inbound_parsed);
  RegisterBenchmark("page_encoded", page_encoded);
  RegisterBenchmark("page_decoded", page_decoded);
  RegisterBenchmark("screen_applied", screen_applied);
  RegisterBenchmark("screen_repainted", screen_repainted);
  RegisterBenchmark("kept_erase_write", kept_erase_write);
  RegisterBenchmark("kept_write", kept_write);
  RegisterBenchmark("kept_write_over", kept_write_over);
}
// NOLINTEND(clang-analyzer-cplusplus.NewDeleteLeaks)

// What is not said among the arguments; "small" proves that the bench itself works.
std::vector<std::string> arguments_of(int argc, char** argv) {
  std::vector<std::string> arguments{argv[0], "--benchmark_repetitions=7",
                                     "--benchmark_min_time=0.1",
                                     "--benchmark_enable_random_interleaving=true"};
  for (int i = 1; i < argc; ++i) {
    if (std::string(argv[i]) == "small") {
      arguments.insert(arguments.end(),
                       {"--benchmark_repetitions=1", "--benchmark_min_time=0.001"});
    } else {
      arguments.emplace_back(argv[i]);
    }
  }
  return arguments;
}

}  // namespace
}  // namespace bench

int main(int argc, char** argv) {
  std::vector<std::string> arguments = bench::arguments_of(argc, argv);
  std::vector<char*> pointers;
  for (std::string& argument : arguments) {
    pointers.push_back(argument.data());
  }
  int count = static_cast<int>(pointers.size());
  benchmark::Initialize(&count, pointers.data());
  if (benchmark::ReportUnrecognizedArguments(count, pointers.data())) {
    return EXIT_FAILURE;
  }
  bench::register_all();
  std::printf("\nrecords: a menu of %zu bytes, an Enter of %zu; code pages: %zu cells\n",
              bench::written_menu(bench::menu(), *tn3270::cp037()).size(), bench::enter().size(),
              bench::kCells);
  bench::BudgetTable table(bench::kBudgets);
  benchmark::RunSpecifiedBenchmarks(&table);
  return EXIT_SUCCESS;
}
