using Touchstone.Evaluation.Runs;
using Touchstone.Evaluation.Trials;
using Touchstone.Media;

namespace Touchstone.Tests.Evaluation.Runs;

public sealed class RunFileTests
{
    [Theory]
    [InlineData("\"leaks\": {}", true)]
    [InlineData("\"leaks\": null", false)]
    [InlineData("\"leeks\": {}", false)]
    public void A_record_is_read_back_unless_a_member_is_null_or_unknown(string member, bool read)
    {
        var folder = Directory.CreateTempSubdirectory("touchstone-run-").FullName;
        try
        {
            var table = Path.Combine(folder, RunFile.TrialsName);
            TrialFile.Write(table, []);
            File.WriteAllText(Path.Combine(folder, RunFile.RecordName),
                $$"""
                { "dataName": "a", "dataHash": "b", "engineVersion": "1", "calibration": [], "at": "2026-11-23T00:00:00Z", "trialsHash": "{{Sha256.Of(File.ReadAllBytes(table)).Hex}}",
                  "files": 0, "unlabelled": 0, "problems": [], {{member}}, "summary": [], "slices": [] }
                """);
            if (read) Assert.Equal("a", RunFile.Read(folder).Record?.DataName);
            else Assert.Contains(Codes.TrialTable, Assert.Throws<TrialFileException>(() => RunFile.Read(folder)).Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
