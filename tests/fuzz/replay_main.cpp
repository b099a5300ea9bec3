// Runs a fuzz target without a fuzzer: on every file of its corpus, then on inputs made of them,
// the same ones each time. The target runs in a child, so that whatever ends it, the input is
// known.
//
//   <what>_replay FOLDER RUNS     the corpus, and RUNS inputs made of it
//   <what>_replay FILE            one input

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/fuzz/fuzz_target.h"
#include "tests/fuzz/mutation.h"

namespace {

namespace fs = std::filesystem;
using tn3270::ByteBuffer;

constexpr std::size_t kLongest = 64U << 10U;

// What the child is at, in memory that it shares with the parent.
struct Progress {
  std::size_t runs;
  std::size_t size;
  std::uint8_t input[kLongest];
};

ByteBuffer read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    std::fprintf(stderr, "cannot read %s\n", path.c_str());
    std::exit(2);
  }
  ByteBuffer bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  bytes.resize(std::min(bytes.size(), kLongest));
  return bytes;
}

void run(const ByteBuffer& input, Progress& progress) {
  ++progress.runs;
  progress.size = input.size();
  std::copy(input.begin(), input.end(), progress.input);
  (void)LLVMFuzzerTestOneInput(input.data(), input.size());
}

void run_all(const std::vector<ByteBuffer>& corpus, std::size_t mutations, Progress& progress) {
  for (const ByteBuffer& input : corpus) {
    run(input, progress);
  }
  fuzz::Mutation mutation(corpus, kLongest);
  for (std::size_t i = 0; i < mutations; ++i) {
    run(mutation.next(), progress);
  }
}

int report(const Progress& progress, const fs::path& program) {
  const fs::path file = program.stem().string() + "-failed-input";
  std::ofstream(file, std::ios::binary)
      .write(reinterpret_cast<const char*>(progress.input),
             static_cast<std::streamsize>(progress.size));
  std::fprintf(stderr, "run %zu failed; its input: %s\nreplay: %s %s\n", progress.runs,
               fs::absolute(file).c_str(), program.c_str(), fs::absolute(file).c_str());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv, argv + argc);
  if (arguments.size() < 2) {
    std::fprintf(stderr, "usage: %s FOLDER RUNS | FILE\n", argv[0]);
    return 2;
  }
  std::vector<ByteBuffer> corpus;
  if (fs::is_directory(arguments[1])) {
    std::vector<fs::path> files{fs::directory_iterator(arguments[1]), fs::directory_iterator()};
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) {
      corpus.push_back(read_file(file));
    }
  } else {
    corpus.push_back(read_file(arguments[1]));
  }
  if (corpus.empty()) {
    std::fprintf(stderr, "%s holds no input\n", arguments[1].c_str());
    return 2;
  }
  void* shared =
      mmap(nullptr, sizeof(Progress), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED) {
    std::perror("mmap");
    return 2;
  }
  auto& progress = *static_cast<Progress*>(shared);
  const pid_t child = fork();
  if (child == 0) {
    run_all(corpus, arguments.size() > 2 ? std::stoul(arguments[2]) : 0, progress);
    return 0;
  }
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child) {
    std::perror("fork");
    return 2;
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    return report(progress, arguments[0]);
  }
  std::printf("%zu runs on %zu files\n", progress.runs, corpus.size());
  return 0;
}
