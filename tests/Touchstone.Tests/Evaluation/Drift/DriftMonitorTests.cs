using Touchstone.Evaluation.Drift;
using Touchstone.Numerics;

namespace Touchstone.Tests.Evaluation.Drift;

public sealed class DriftMonitorTests
{
    private static readonly string[] Cameras = ["Alpha", "Beta", "Gamma"];

    private static DriftMonitor Make(DriftState? state = null)
    {
        var chance = new Seeded(1);
        NumberReference Number(string name) => NumberReference.Of(name, Enumerable.Range(0, 5000).Select(_ => chance.NextNormal()));
        return new DriftMonitor([Number("luma"), Number("blur")], [CategoryReference.Of("camera", Enumerable.Range(0, 3000).Select(i => Cameras[i % 3]))], new DriftTerms(), state);
    }

    private static List<DriftAlarm> Run(DriftMonitor monitor, int events, ulong seed, double shift = 0, string? camera = null, double missing = 0)
    {
        var chance = new Seeded(seed);
        var alarms = new List<DriftAlarm>();
        for (var i = 0; i < events; i++)
            alarms.AddRange(monitor.Add([chance.NextNormal() + shift, chance.NextUnit() < missing ? double.NaN : chance.NextNormal()], [camera is not null && i % 4 == 0 ? camera : Cameras[chance.NextInt(3)]]));
        return alarms;
    }

    [Fact]
    public void Quiet_windows_are_quiet() => Assert.True(Run(Make(), 100_000, 2).Count <= 4);

    [Fact]
    public void A_shift_is_found_in_the_feature_that_shifted()
    {
        var alarms = Run(Make(), 5000, 3, shift: 0.3);
        Assert.InRange(alarms.Count(a => a is { Feature: "luma", Statistic: "psi" }), 8, 10);
        Assert.InRange(alarms.Count(a => a is { Feature: "luma", Statistic: "ks" }), 8, 10);
        Assert.DoesNotContain(alarms, a => a.Feature == "blur");
        Assert.All(alarms, a => Assert.True(a is { FalseAlarmRate: 0.002 or 0.005, Window: 500 } && a.At % 500 == 0));
    }

    [Fact]
    public void A_new_camera_and_missing_values_are_found()
    {
        Assert.Contains(Run(Make(), 500, 4, camera: "Delta"), a => a is { Feature: "camera", Statistic: "chi-squared" });
        Assert.Contains(Run(Make(), 500, 4, missing: 0.1), a => a is { Feature: "blur", Statistic: "missing" });
        // Everything missing is no crash.
        Assert.Contains(Run(Make(), 500, 4, missing: 1), a => a is { Feature: "blur", Statistic: "missing" });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(499)]
    [InlineData(500)]
    [InlineData(777)]
    public void A_restart_in_the_middle_changes_no_byte(int at)
    {
        var whole = Make();
        var chance = new Seeded(7);
        (double[], string[])[] events = [.. Enumerable.Range(0, 1200).Select(_ => (new[] { chance.NextNormal(), chance.NextUnit() < 0.1 ? double.NaN : chance.NextNormal() }, new[] { Cameras[chance.NextInt(3)] }))];
        var monitor = Make();
        for (var i = 0; i < events.Length; i++)
        {
            if (i == at) monitor = Make(DriftState.Restore(monitor.State.Save()));
            Assert.Equal(whole.Add(events[i].Item1, events[i].Item2), monitor.Add(events[i].Item1, events[i].Item2));
        }
        Assert.Equal(whole.State.Save(), monitor.State.Save());
    }

    [Fact]
    public void A_state_of_something_else_is_refused()
    {
        var state = Make().State;
        Assert.Throws<ArgumentException>(() => Make(state with { Filled = 500 }));
        Assert.Throws<ArgumentException>(() => Make(state with { Numbers = [] }));
        Assert.Throws<ArgumentException>(() => Make(state with { Numbers = [[1], [2]] }));
        Assert.Throws<System.Text.Json.JsonException>(() => DriftState.Restore("{}"u8));
    }

    [Fact]
    public void References_of_few_or_equal_values_are_refused_and_tied_ones_get_fewer_bins()
    {
        Assert.Throws<ArgumentException>(() => NumberReference.Of("x", [1, 2, 3]));
        Assert.Throws<ArgumentException>(() => NumberReference.Of("x", Enumerable.Repeat(1.0, 50)));
        var tied = NumberReference.Of("x", Enumerable.Range(0, 100).Select(i => i < 80 ? 0.0 : i));
        Assert.Equal(100, tied.Counts.Sum());
        Assert.All(tied.Counts, c => Assert.True(c > 0));
    }
}
