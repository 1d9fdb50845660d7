namespace Touchstone.Service.Tests.Console;

public sealed class CasesWalkTests(RunningService service)
{
    [Fact]
    public async Task A_person_with_a_keyboard_finds_selects_tags_and_deletes_cases_and_keeps_a_view()
    {
        if (Walk.Missing is { } reason) Assert.Skip(reason);
        var lines = await Walk.RunAsync("cases.mjs", service.Address.ToString(), RunningService.Email, RunningService.Password, "rustling");
        Assert.Equal(
        [
            "ok a case that comes in stands in the list by itself", "ok search says nothing fits, and what to do", "ok search", "ok j k and x choose two", "ok tag both", "ok a view keeps the filter",
            "ok deleting says what goes", "ok open the chosen one with Enter",
        ], lines);
    }
}
