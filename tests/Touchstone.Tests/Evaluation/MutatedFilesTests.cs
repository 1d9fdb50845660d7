using Touchstone.Engine;
using Touchstone.Engine.Findings;
using Touchstone.Evaluation.Manipulations;
using Touchstone.Evaluation.Mutations;
using Touchstone.Media;

namespace Touchstone.Tests.Evaluation;

/// <summary>The short version of the damage run, in one process so that an exception shows where it comes from; the long one is <c>make check-long</c>.</summary>
public sealed class MutatedFilesTests
{
    private const int PerFormat = 12;

    [Fact]
    public async Task Every_damaged_file_gets_a_verdict_or_a_coded_fault()
    {
        var cancel = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("touchstone-test-");
        try
        {
            var mutations = Enum.GetValues<Mutation>();
            foreach (var sample in await FormatSamples.MakeAsync(folder.FullName, cancel))
            {
                var original = await File.ReadAllBytesAsync(sample, cancel);
                for (var i = 0; i < PerFormat; i++)
                {
                    var name = $"{Path.GetFileName(sample)}, {mutations[i % mutations.Length]}, seed {i}";
                    Examine(name, Mutator.Mutate(original, mutations[i % mutations.Length], (ulong)i), cancel);
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Examine(string name, byte[] bytes, CancellationToken cancel)
    {
        if (!Intake.TryOpen(name, bytes, Limits.Default, out var specimen, out var fault, cancel))
        {
            Assert.False(string.IsNullOrEmpty(fault.Code) || string.IsNullOrEmpty(fault.Message), name);
            return;
        }
        using (specimen)
        {
            var examination = Examination.Of(specimen, DetectorRuns.Terms(1), TimeProvider.System, cancel);
            Assert.All(examination.Findings, f => Assert.True(f.Reason is { Code.Length: > 0, Text.Length: > 0 }, $"{name}: {f.DetectorId}"));
            // A detector's own defect on damaged material is a defect here.
            Assert.All(examination.Findings, f => Assert.True(f.Reason.Code != Codes.DetectorFailed, $"{name}: {f.DetectorId}: {f.Reason.Text}"));
        }
    }

    [Fact]
    public void A_measured_map_has_as_many_values_as_cells_and_a_reliability_for_each()
    {
        var photo = JpegWriter.Save(DemoSpecimens.Splice(new SimulatedCamera(1).Take(new RenderedScene(11), 1536, 1024, 1)).Image, 95);
        Assert.True(Intake.TryOpen("splice.jpg", photo, Limits.Default, out var specimen, out _, TestContext.Current.CancellationToken));
        using (specimen)
        {
            var examination = Examination.Of(specimen, DetectorRuns.Terms(Environment.ProcessorCount), TimeProvider.System, TestContext.Current.CancellationToken);
            EvidenceMap[] maps = [.. examination.Findings.SelectMany(f => f.Maps)];
            Assert.NotEmpty(maps);
            Assert.All(maps, m => Assert.Equal((m.Width * m.Height, m.Width * m.Height), (m.Values.Length, m.Reliability.Length)));
            Assert.All(maps, m => Assert.All(m.Values.Zip(m.Reliability), v => Assert.False(float.IsNaN(v.First) && v.Second != 0)));
            Assert.All(maps, m => Assert.All(m.Reliability, r => Assert.InRange(r, 0, 1)));
        }
    }
}
