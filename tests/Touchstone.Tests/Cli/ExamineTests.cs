using System.Text.Json.Nodes;
using Touchstone.Engine;
using Touchstone.Engine.Decisions;
using Touchstone.Media;
using Touchstone.Tests.Workbench;
using Touchstone.Tests.Workbench.Documents;
using Touchstone.Tests.Workbench.Supervision;

namespace Touchstone.Tests.Cli;

public sealed class ExamineTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    private Task<CommandLine.Run> RunAsync(params string[] arguments) => CommandLine.RunAsync(_scratch.Folder, ["examine", .. arguments]);

    private static JsonArray Examinations(string document) => JsonNode.Parse(document)!["examinations"]!.AsArray();

    /// <summary>Good and bad inputs of every sort.</summary>
    private void MakeFolder()
    {
        var jpeg = Scratch.Jpeg();
        _scratch.Write("in/a.jpg", jpeg);
        _scratch.Write("in/b/cut.jpg", jpeg[..(jpeg.Length / 2)]);
        _scratch.Write("in/b/mistaken.png", jpeg);
        _scratch.Write("in/c/empty.wav", "");
        _scratch.Write("in/c/note.txt", "text");
        _scratch.Write("in/.hidden.jpg", jpeg);
        File.CreateSymbolicLink(_scratch.Path("in/link.jpg"), "a.jpg");
        Directory.CreateSymbolicLink(_scratch.Path("in/linked"), "b");
    }

    [Fact]
    public async Task One_bad_file_stops_nothing_and_each_is_told_what_it_is()
    {
        MakeFolder();
        var run = await RunAsync("in", "--json", "-");
        var codes = Examinations(run.Output).Select(e => ((string)e!["path"]!, (string?)e["fault"]?["code"]));
        Assert.Equal([
            ("in/a.jpg", null), ("in/b/cut.jpg", null), ("in/b/mistaken.png", null), ("in/c/empty.wav", Codes.IntakeEmpty),
            ("in/c/note.txt", Codes.IntakeUnknownFormat), ("in/link.jpg", Codes.IntakeLink), ("in/linked", Codes.IntakeLink)], codes);
        Assert.Equal(3, run.Exit);
        Assert.Contains("1 hidden file or folder passed over", run.Error, StringComparison.Ordinal);
        Assert.Equal(Codes.IntakeWrongExtension, (string?)Examinations(run.Output)[2]!["specimen"]!["notices"]![0]!["code"]);
    }

    [Fact]
    public async Task The_real_document_is_valid_under_the_published_schema()
    {
        MakeFolder();
        Assert.Empty(await ExaminationSchemaTests.ErrorsAsync((await RunAsync("in", "--json", "-", "--maps")).Output));
        Assert.Empty(await ExaminationSchemaTests.ErrorsAsync((await RunAsync("in", "--json", "-")).Output));
    }

    [Fact]
    public async Task The_document_is_the_same_for_every_number_of_jobs_apart_from_times()
    {
        MakeFolder();
        var one = await RunAsync("in", "--json", "-", "--maps", "--jobs", "1");
        var three = await RunAsync("in", "--json", "-", "--maps", "--jobs", "3");
        Assert.Equal(WithoutTimes(one.Output), WithoutTimes(three.Output));
        Assert.Equal(one.Exit, three.Exit);
    }

    private static string WithoutTimes(string document)
    {
        var root = JsonNode.Parse(document)!;
        foreach (var examination in root["examinations"]!.AsArray()) examination!["milliseconds"] = null;
        return root.ToJsonString();
    }

    [Fact]
    public async Task A_document_in_a_file_is_the_one_on_standard_output_and_the_table_goes_to_people()
    {
        _scratch.Write("a.jpg", Scratch.Jpeg());
        var run = await RunAsync("a.jpg", "--json", "out.json");
        Assert.Equal(WithoutTimes((await RunAsync("a.jpg", "--json", "-")).Output), WithoutTimes(await File.ReadAllTextAsync(_scratch.Path("out.json"), TestContext.Current.CancellationToken)));
        Assert.Contains("a.jpg", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(_scratch.Path("out.json.partial")));
    }

    [Fact]
    public async Task Quiet_leaves_the_summary_alone()
    {
        _scratch.Write("a.jpg", Scratch.Jpeg());
        var run = await RunAsync("a.jpg", "--quiet");
        Assert.StartsWith("1 file:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_name_cannot_write_on_the_terminal()
    {
        _scratch.Write("a\u001b[31m\u202Egpj.jpg", Scratch.Jpeg());
        var run = await RunAsync(".");
        Assert.DoesNotContain("\u001b", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202E", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Required argument 'PATH'")]
    [InlineData("no question 'nonsense'", "a.jpg", "--question", "nonsense")]
    [InlineData("from 1 to 256", "a.jpg", "--jobs", "0")]
    [InlineData("'x'", "a.jpg", "--jobs", "x")]
    [InlineData("--nonsense", "a.jpg", "--nonsense")]
    [InlineData("no-such.yaml", "a.jpg", "--policy", "no-such.yaml")]
    [InlineData("is not valid", "a.jpg", "--policy", "a.jpg")]
    [InlineData("is a folder", "a.jpg", "--json", ".")]
    [InlineData("no file", "empty-folder")]
    public async Task A_command_that_is_not_understood_says_why_and_ends_with_2(string says, params string[] arguments)
    {
        _scratch.Write("a.jpg", Scratch.Jpeg());
        Directory.CreateDirectory(_scratch.Path("empty-folder"));
        var run = await RunAsync(arguments);
        Assert.Equal(2, run.Exit);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task A_path_that_is_not_there_is_an_input_that_could_not_be_examined()
    {
        var run = await RunAsync("gone.jpg", "--json", "-");
        Assert.Equal(3, run.Exit);
        Assert.Equal(Codes.IntakeNotFound, (string?)Examinations(run.Output)[0]!["fault"]!["code"]);
    }

    [Fact]
    public void Exit_codes_follow_the_decision()
    {
        var examination = SampleExaminations.Full();
        Examination With(Outcome outcome) => examination with { Decision = examination.Decision with { Outcome = outcome } };
        Assert.Equal([0, 10, 20, 3], new[] { With(Outcome.Clear), With(Outcome.Review), With(Outcome.Flag), SampleExaminations.Refused() }.Select(Touchstone.Cli.ExitCode.Of));
    }

    [Fact]
    public void The_graver_exit_code_wins_in_the_documented_order() =>
        Assert.Equal([10, 20, 3, 2], new[] { (0, 10), (20, 10), (20, 3), (3, 2) }.Select(p => Touchstone.Cli.ExitCode.Worse(p.Item1, p.Item2)));
}
