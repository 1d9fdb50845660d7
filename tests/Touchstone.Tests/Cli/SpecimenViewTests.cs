using Spectre.Console;
using Touchstone.Cli.Rendering;
using Touchstone.Engine;
using Touchstone.Tests.Workbench;

namespace Touchstone.Tests.Cli;

public sealed class SpecimenViewTests
{
    private static string Render(Examination examination, int width)
    {
        var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = width;
        console.Write(SpecimenView.Of("some/folder/harbour.jpg", examination, width));
        return writer.ToString();
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(120)]
    [InlineData(200)]
    public void No_line_is_wider_than_the_terminal(int width) =>
        Assert.All(Render(SampleExaminations.Full(), width).Split('\n'), line => Assert.True(line.Length <= width, line));

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Contradictions_are_shown_in_full_with_rule_place_and_innocent_explanation(int width)
    {
        var text = Render(SampleExaminations.Full(), width);
        foreach (var part in (string[])["It says 3 and 4.", "made.up, at byte 99", "A bad clock.", "contradicts itself"]) Assert.Contains(part, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Each_state_of_a_finding_has_its_own_words(int width)
    {
        var text = Render(SampleExaminations.Full(), width);
        foreach (var part in (string[])["not applicable", "failed", "weak support", "Too small.", "(detector.failed)", "+1.3 [+0.5, +2.8]"]) Assert.Contains(part, text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_could_not_be_examined_says_its_code_and_what_to_do()
    {
        var text = Render(SampleExaminations.Refused(), 80);
        Assert.Contains("not examined", text, StringComparison.Ordinal);
        Assert.Contains("intake.unknown-format", text, StringComparison.Ordinal);
    }
}
