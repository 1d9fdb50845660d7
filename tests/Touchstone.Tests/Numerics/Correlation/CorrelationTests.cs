using Touchstone.Numerics.Correlation;
using Touchstone.Numerics.Transforms;

namespace Touchstone.Tests.Numerics.Correlation;

/// <summary>Origin of the vectors: NumPy 1.24 and SciPy 1.10 in double precision, tests/peers/numpy/sensor_reference.py, on the same two planes.</summary>
public sealed class CorrelationTests
{
    private const int Wide = 27, High = 20;

    private static float[] First => Make((x, y) => (x * 37 + y * 61 + x * y * 13) % 101 / 25.0 - 2 + 3 * Math.Cos(2 * Math.PI * x / 9));

    private static float[] Second => Make((x, y) => (x * 29 + y * 53 + x * y * 7) % 97 / 24.0 - 2);

    private static float[] Make(Func<int, int, double> at) => [.. Enumerable.Range(0, Wide * High).Select(i => (float)at(i % Wide, i / Wide))];

    private static PlaneFft Plan(int width = Wide, int height = High) => new(width, height, TestContext.Current.CancellationToken);

    [Fact]
    public void The_spectrum_of_a_plane_is_the_reference_s()
    {
        var spectrum = Plan().Make();
        Plan().Forward(First, spectrum);
        (int Y, int X, float Re, float Im)[] expected = [(0, 3, 797.844049f, 23.884593f), (4, 9, 28.9684999f, 2.71235919f), (19, 13, -19.8384803f, 43.4863414f)];
        foreach (var (y, x, re, im) in expected)
        {
            Assert.Equal(re, spectrum.Real[y * spectrum.Bins + x], 1e-3f);
            Assert.Equal(im, spectrum.Imaginary[y * spectrum.Bins + x], 1e-3f);
        }
    }

    [Theory, InlineData(1, 1), InlineData(27, 20), InlineData(64, 48), InlineData(33, 7)]
    public void Forward_and_inverse_give_the_plane_back(int width, int height)
    {
        var chance = new Touchstone.Numerics.Seeded(3);
        float[] samples = [.. Enumerable.Range(0, width * height).Select(_ => (float)chance.NextNormal())], back = new float[samples.Length];
        var plan = Plan(width, height);
        var spectrum = plan.Make();
        plan.Forward(samples, spectrum);
        plan.Inverse(spectrum, back);
        for (var i = 0; i < samples.Length; i++) Assert.Equal(samples[i], back[i], 1e-5f);
    }

    [Fact]
    public void Lines_are_centred_and_periodic_parts_flattened_as_the_reference_does()
    {
        var plane = First;
        SharedPattern.CentreLines(plane, Wide);
        Check(plane, -1.69342857f, -0.516f, 0.038f);
        SharedPattern.FlattenSpectrum(plane, Plan());
        Check(plane, -1.70097619f, -0.435974048f, 0.0994101973f);
        Assert.Equal(568.416592, plane.Sum(v => (double)v * v), 1e-2);
    }

    [Fact]
    public void A_grid_of_blocks_loses_nearly_all_its_energy_and_noise_nearly_none()
    {
        var chance = new Touchstone.Numerics.Seeded(4);
        float[] noise = [.. Enumerable.Range(0, 128 * 96).Select(_ => (float)chance.NextNormal())];
        float[] grid = [.. Enumerable.Range(0, 128 * 96).Select(i => (i % 128 % 8 == 0 ? 2f : 0) + (i / 128 % 8 == 0 ? 2f : 0))];
        float[] both = [.. noise.Zip(grid, (a, b) => a + b)];
        var before = both.Zip(grid, (a, b) => a * (b - 0.5)).Sum();
        SharedPattern.CentreLines(both, 128);
        SharedPattern.FlattenSpectrum(both, Plan(128, 96));
        Assert.InRange(both.Zip(grid, (a, b) => a * (b - 0.5)).Sum() / before, -0.02, 0.02);
        Assert.InRange(both.Zip(noise, (a, b) => (double)a * b).Sum() / noise.Sum(v => (double)v * v), 0.9, 1);
    }

    [Fact]
    public void The_correlation_and_its_peak_are_the_reference_s()
    {
        var plan = Plan();
        var spectrum = plan.Make();
        plan.Forward(First, spectrum);
        var correlation = CorrelationPlane.Of(spectrum, Second, plan);
        Check(correlation, -22.2439775f, null, 42.8310744f);
        Assert.Equal(86.5744034f, correlation[3 * Wide + 5], 1e-3f);
        var peak = PeakEnergy.Find(correlation, Wide, new ShiftRange(-2, -3, 9, 7));
        Assert.Equal((6, -3, 63L), (peak.Left, peak.Top, peak.Shifts));
        Assert.Equal(2.64600045, peak.Pce, 1e-4);
    }

    [Theory]
    [InlineData(0, 1, -0.301029996), InlineData(18.19, 1, -5.00016111), InlineData(60, 1, -14.3239589), InlineData(60, 1e6, -8.32395889)]
    [InlineData(-4, 1, -0.00999437953), InlineData(4, 500, -4.37116026e-06), InlineData(5000, 10, -1086.98487)]
    public void The_false_alarm_probability_is_the_reference_s(double pce, double shifts, double expected) =>
        Assert.Equal(expected, PeakEnergy.Log10FalseAlarm(pce, shifts), 1e-6 * Math.Max(1, Math.Abs(expected)));

    [Fact]
    public void Planes_that_do_not_belong_together_pass_as_often_as_stated()
    {
        var chance = new Touchstone.Numerics.Seeded(11);
        var plan = Plan(64, 48);
        float[] Noise() => [.. Enumerable.Range(0, 64 * 48).Select(_ => (float)chance.NextNormal())];
        var passed = 0;
        for (var i = 0; i < 400; i++)
        {
            var spectrum = plan.Make();
            plan.Forward(Noise(), spectrum);
            if (PeakEnergy.Log10FalseAlarm(PeakEnergy.Find(CorrelationPlane.Of(spectrum, Noise(), plan), 64, new ShiftRange(0, 0, 8, 8)).Pce, 64) <= -1) passed++;
        }
        // 40 of 400 expected; 20 and 62 are beyond 3.4 standard deviations.
        Assert.InRange(passed, 20, 62);
    }

    [Fact]
    public void Shrinking_keeps_the_mean_and_the_place()
    {
        var ramp = Make((x, y) => 10 + x + 2 * y);
        Assert.Equal(ramp, TriangleResampling.Resize(ramp, Wide, Wide, High));
        var half = TriangleResampling.Resize(Make((x, y) => 10 + x + 2 * y), Wide, 9, 10);
        // Cell (3, 4) is centred on column (3 + 0.5) · 3 − 0.5 = 10 and line 8.5.
        Assert.Equal(10 + 10 + 17f, half[4 * 9 + 3], 1e-4f);
    }

    private static void Check(float[] plane, float first, float? middle, float last)
    {
        Assert.Equal(first, plane[0], 1e-3f);
        if (middle is { } value) Assert.Equal(value, plane[7 * Wide + 11], 1e-3f);
        Assert.Equal(last, plane[^1], 1e-3f);
    }
}
