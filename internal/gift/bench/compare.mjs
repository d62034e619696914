// Prints how many milliseconds gift-pegjs takes to read a bank, the best of five.
import { readFileSync } from "node:fs";
import { parse } from "gift-pegjs";

const bank = readFileSync(process.argv[2], "utf8");
let best = Infinity;
for (let i = 0; i < 5; i++) {
	const start = performance.now();
	const questions = parse(bank);
	best = Math.min(best, performance.now() - start);
	if (questions.length < 5000) {
		throw new Error(`only ${questions.length} questions`);
	}
}
console.log(best.toFixed(1));
