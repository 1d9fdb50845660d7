using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Trials;
using Touchstone.Media;
using Touchstone.Numerics;

namespace Touchstone.Tests.Evaluation.Trials;

public sealed class TrialFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("trials-");

    private string Table => Path.Combine(_folder.FullName, "trials.csv");

    public void Dispose() => _folder.Delete(recursive: true);

    private static readonly string[] Awkward = ["a,b", "quote \" inside", "line\nbreak", " lead", "=1+1", "ümläut €", "'", "-3"];

    private static IEnumerable<Trial> Random(int count)
    {
        var chance = new Seeded(7);
        double? Number() => chance.NextInt(5) switch { 0 => null, 1 => double.NaN, 2 => double.NegativeInfinity, 3 => BitConverter.Int64BitsToDouble((long)(chance.NextUnit() * (1L << 62))), _ => chance.NextUnit() - 0.5 };
        for (var i = 0; i < count; i++)
        {
            yield return new Trial
            {
                Path = $"f/{i}-{Awkward[chance.NextInt(Awkward.Length)]}", Sha256 = new string('a', 64), Manipulated = chance.NextInt(2) == 0, Cluster = Awkward[chance.NextInt(Awkward.Length)],
                Split = chance.NextInt(2) == 0 ? "" : "test", Question = (Question)chance.NextInt(8), DetectorId = "JpegGhost", DetectorVersion = "1.0.0", State = (FindingState)chance.NextInt(3),
                Code = "measured", ScoreName = chance.NextInt(2) == 0 ? null : "log NFA", Score = Number(), Llr = Number(), Alarm = chance.NextInt(3) switch { 0 => null, 1 => false, _ => true }, StandsOut = chance.NextInt(3) switch { 0 => null, 1 => false, _ => true },
                Columns = chance.NextInt(2) == 0 ? new Dictionary<string, string>() : new Dictionary<string, string> { ["camera"] = Awkward[chance.NextInt(Awkward.Length)], ["z, odd"] = "1" },
            };
        }
    }

    [Fact]
    public void What_was_written_reads_back_exactly()
    {
        var trials = Random(500).ToList();
        TrialFile.Write(Table, trials);
        var read = TrialFile.Read(Table);
        Assert.Equal(trials.Count, read.Count);
        foreach (var (a, b) in trials.Zip(read))
        {
            Assert.Equal(a with { Columns = b.Columns }, b);
            Assert.Equal(a.Columns.OrderBy(c => c.Key), b.Columns.OrderBy(c => c.Key));
        }
    }

    [Fact]
    public void No_trials_are_a_table_too()
    {
        TrialFile.Write(Table, []);
        Assert.Empty(TrialFile.Read(Table));
    }

    [Fact]
    public void A_table_written_before_it_told_what_stood_out_says_nothing_of_it()
    {
        TrialFile.Write(Table, [.. Random(20).Select(t => t with { StandsOut = null })]);
        var lines = File.ReadAllText(Table);
        File.WriteAllText(Table, lines.Replace(",standsOut,", ",col.standsOut,", StringComparison.Ordinal));
        Assert.All(TrialFile.Read(Table), t => Assert.Null(t.StandsOut));
    }

    [Fact]
    public void Every_error_is_named_with_its_code()
    {
        TrialFile.Write(Table, [.. Random(3)]);
        var lines = File.ReadAllText(Table).Replace("true", "perhaps", StringComparison.Ordinal).Replace("false", "never", StringComparison.Ordinal);
        File.WriteAllText(Table, lines + "too,few\n");
        var refused = Assert.Throws<TrialFileException>(() => TrialFile.Read(Table));
        Assert.All(refused.Errors, e => Assert.Equal(Codes.TrialValue, e.Code));
        Assert.True(refused.Errors.Count >= 4);
    }

    [Theory]
    [InlineData("")]
    [InlineData("path,sha256\na,b\n")]
    public void A_table_without_its_columns_is_refused(string text)
    {
        File.WriteAllText(Table, text);
        Assert.Equal(Codes.TrialTable, Assert.Throws<TrialFileException>(() => TrialFile.Read(Table)).Errors[0].Code);
        Assert.Equal(Codes.TrialTable, Assert.Throws<TrialFileException>(() => TrialFile.Read(Table + ".none")).Errors[0].Code);
    }
}
