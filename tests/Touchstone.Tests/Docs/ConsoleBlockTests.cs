using System.Diagnostics;
using System.Text.RegularExpressions;
using Touchstone.Tests.Rooms;

namespace Touchstone.Tests.Docs;

/// <summary>The console blocks of the documents are run as they stand, in the checkout, in their order.</summary>
public sealed partial class ConsoleBlockTests
{
    // Exit codes of a successful run: the decision is one of them.
    private static readonly int[] Success = [0, 10, 20];

    public static TheoryData<string> Documents => [.. Directory.EnumerateFiles(SourceTree.Root, "*.md")
        .Concat(Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "docs"), "*.md", SearchOption.AllDirectories))
        .Where(f => Commands(f).Any()).Select(f => Path.GetRelativePath(SourceTree.Root, f)).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Commands(string path) =>
        Block().Matches(File.ReadAllText(path)).SelectMany(m => m.Groups[1].Value.Split('\n')).Where(l => l.StartsWith("$ ", StringComparison.Ordinal)).Select(l => l[2..]);

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Every_console_block_runs(string document)
    {
        foreach (var command in Commands(Path.Combine(SourceTree.Root, document)))
        {
            // This run is what ./test started; it is not started again from within.
            if (command == "./test") continue;
            var (exit, output) = await RunAsync(command);
            Assert.True(Success.Contains(exit), $"{document}: `{command}` ended with {exit}: {output}");
        }
    }

    [Fact]
    public void Continuous_integration_runs_the_test_command_of_the_readme()
    {
        Assert.Contains("./test", Commands(Path.Combine(SourceTree.Root, "README.md")));
        Assert.EndsWith("exec ./test\n", SourceTree.Read(".ci/run"));
    }

    private static async Task<(int Exit, string Output)> RunAsync(string command)
    {
        var start = new ProcessStartInfo("bash", ["-c", command]) { WorkingDirectory = SourceTree.Root, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await errors);
    }

    [GeneratedRegex("```console\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
